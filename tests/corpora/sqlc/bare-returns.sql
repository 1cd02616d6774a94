;--
C----
C-why ;