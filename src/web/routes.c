/* SPDX-License-Identifier: Apache-2.0 */
/* Every address of the site: one table for each feature. */
#include "abbreviation/abbreviation_web.h"
#include "account/account_web.h"
#include "action/action_web.h"
#include "admin/admin_web.h"
#include "api/api_web.h"
#include "application/application_web.h"
#include "assess/assess_web.h"
#include "attendance/attendance_web.h"
#include "check/check_web.h"
#include "directory/directory_web.h"
#include "document/document_web.h"
#include "evidence/evidence_web.h"
#include "feed/feed_web.h"
#include "group/group_web.h"
#include "home/home_web.h"
#include "list/list_web.h"
#include "meeting/meeting_web.h"
#include "outbox/outbox_web.h"
#include "person/person_web.h"
#include "privacy/privacy_web.h"
#include "profile/profile_web.h"
#include "search/search_web.h"
#include "standing/standing_web.h"
#include "topic/topic_web.h"
#include "web/site.h"
#include "web/statement.h"
#include "writer/writer_web.h"

const struct http_routes *const site_routes[] = {
	&home_routes,
	&statement_routes,
	&group_routes,
	&meeting_routes,
	&outbox_routes,
	&person_routes,
	&action_routes,
	&application_routes,
	&assess_routes,
	&attendance_routes,
	&standing_routes,
	&topic_routes,
	&abbreviation_routes,
	&directory_routes,
	&evidence_routes,
	&document_routes,
	&list_routes,
	&search_routes,
	&check_routes,
	&feed_routes,
	&api_routes,
	&account_routes,
	&admin_routes,
	&writer_routes,
	&privacy_routes,
	&profile_routes,
	NULL,
};
