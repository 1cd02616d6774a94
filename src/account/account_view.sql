-- SPDX-License-Identifier: Apache-2.0
-- use "account/account.h"

-- query account_view_sessions :many
-- in   account_id account_id, seen instant
-- out  id session_id, made instant, seen instant, agent text
-- why  where somebody is signed in; index session_by_account
SELECT id, made, seen, agent FROM session WHERE account_id = :account_id AND seen > :seen
ORDER BY seen DESC, id DESC;

-- query account_view_group :maybe
-- in   id group_id
-- out  name text
-- why  the group of a role; its key
SELECT name FROM grp WHERE id = :id;
