/* SPDX-License-Identifier: Apache-2.0 */
/* The one binary: every feature's commands in one list. */
#include "account/account_cli.h"
#include "action/action_cli.h"
#include "assess/assess_cli.h"
#include "audit/audit_cli.h"
#include "cell/cell.h"
#include "cli/cli.h"
#include "cli/admin.h"
#include "evidence/evidence_cli.h"
#include "forum/forum_cli.h"
#include "group/group_cli.h"
#include "job/job_cli.h"
#include "list/list_cli.h"
#include "mailsearch/mailsearch_cli.h"
#include "meeting/meeting_cli.h"
#include "outbox/outbox_cli.h"
#include "person/person_cli.h"
#include "privacy/privacy_cli.h"
#include "report/report_cli.h"
#include "writer/writer_cli.h"

int
main(int argc, char **argv)
{
	const struct commands tables[] = {
		report_commands, admin_commands, forum_commands, group_commands,
		person_commands, privacy_commands, evidence_commands, assess_commands, meeting_commands, action_commands, list_commands,
		mailsearch_commands, writer_commands, account_commands, outbox_commands,
		job_commands, audit_commands,
	};

	int code;

	/* The walled children that read foreign files are this same binary. */
	if (cell_child(argc, argv, &code))
		return code;
	return cli_main(argc, argv, tables, ARRAY_LEN(tables));
}
