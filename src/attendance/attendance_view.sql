-- SPDX-License-Identifier: Apache-2.0
-- Who was at which meeting. "Present" is everybody in the list of participants
-- but those who sent apologies.
--
-- use "group/group.h"
-- use "meeting/meeting.h"

-- query attendance_view_meetings :many
-- in   series series_id
-- out  id meeting_id, number int, held date?, people int, listed bool, offices int
-- why  the columns of the matrix, newest first; unique index on series and number
SELECT m.id, m.number, m.held,
       (SELECT count(*) FROM attendance t WHERE t.meeting_id = m.id AND t.kind <> 'apology'),
       EXISTS (SELECT 1 FROM attendance t WHERE t.meeting_id = m.id),
       (SELECT count(*) FROM attendance t WHERE t.meeting_id = m.id AND t.kind <> 'apology'
        AND t.grp_id IS NULL)
FROM meeting m WHERE m.series_id = :series ORDER BY m.number DESC;

-- query attendance_view_coalitions :many
-- out  id group_id, slug text, name text, state enum:group_state, since date?
-- why  the rows of the matrix, by name; index grp_by_type
SELECT id, slug, coalesce(short_name, name), state, since FROM grp
WHERE type = 'coalition' AND merged_into IS NULL ORDER BY sort_key, id;

-- query attendance_view_marks :many
-- in   series series_id, from int, to int
-- out  grp_id group_id, number int, people int, apologies int
-- why  which coalition was at which meeting, and with how many people; index on series and number
SELECT t.grp_id, m.number, count(CASE WHEN t.kind <> 'apology' THEN 1 END),
       count(CASE WHEN t.kind = 'apology' THEN 1 END)
FROM meeting m JOIN attendance t ON t.meeting_id = m.id
WHERE m.series_id = :series AND m.number >= :from AND m.number <= :to AND t.grp_id IS NOT NULL
GROUP BY t.grp_id, m.number;
