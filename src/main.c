/* SPDX-License-Identifier: Apache-2.0 */
/* The one binary: every feature's commands in one list. */
#include "action/action_cli.h"
#include "cell/cell.h"
#include "cli/cli.h"
#include "cli/admin.h"
#include "forum/forum_cli.h"
#include "group/group_cli.h"
#include "meeting/meeting_cli.h"
#include "person/person_cli.h"
#include "report/report_cli.h"

int
main(int argc, char **argv)
{
	const struct commands tables[] = {
		report_commands, admin_commands, forum_commands, group_commands,
		person_commands, meeting_commands, action_commands,
	};

	/* The walled child that reads foreign files is this same binary. */
	if (argc > 1 && str_is(str_of(argv[1]), "cell"))
		return cell_main();
	return cli_main(argc, argv, tables, ARRAY_LEN(tables));
}
