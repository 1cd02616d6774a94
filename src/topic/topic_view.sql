-- SPDX-License-Identifier: Apache-2.0
-- The register of topics that meetings put off.
--
-- use "meeting/meeting.h"

-- query topic_view_list :many
-- out  series text, number int, held date?, position int, text text, paragraph int?, state enum:topic_state, closed_note text?, later int
-- why  /topics, its CSV and JSON; later: meetings of the series since then
-- scan topics are a few for each year
SELECT s.slug, m.number, m.held, t.position, t.text, t.paragraph, t.state, t.closed_note,
       (SELECT count(*) FROM meeting n WHERE n.series_id = m.series_id AND n.number > m.number)
FROM topic t JOIN meeting m ON m.id = t.meeting_id JOIN series s ON s.id = m.series_id
ORDER BY CASE WHEN t.state = 'postponed' THEN 0 ELSE 1 END,
         CASE WHEN t.state = 'postponed' THEN m.held END NULLS FIRST, m.held DESC NULLS LAST, s.slug, m.number, t.position;
