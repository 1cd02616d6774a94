-- SPDX-License-Identifier: Apache-2.0
-- use "person/person.h"

-- query profile_view_person :one
-- in   id person_id
-- out  slug text, name text
-- why  the head of the form; its key
SELECT slug, name FROM person WHERE id = :id;
