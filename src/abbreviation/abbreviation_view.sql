-- SPDX-License-Identifier: Apache-2.0
-- Abbreviations that reports define.
--
-- use "meeting/meeting.h"

-- query abbreviation_view_list :many
-- out  shrt text, lng text, series text, number int, held date?
-- why  /abbreviations, its CSV and JSON: every definition, the oldest of each first; index abbreviation_by_shrt
-- scan a few for each meeting
SELECT b.shrt, b.lng, s.slug, m.number, m.held
FROM abbreviation b JOIN meeting m ON m.id = b.meeting_id JOIN series s ON s.id = m.series_id
ORDER BY b.shrt, m.held NULLS FIRST, m.number, b.id;
