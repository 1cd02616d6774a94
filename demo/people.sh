#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Who can sign in to the demonstration forum with a role. $1: the command with its
# database, in words; $2: where the site is.
set -eu
convene=$1
$convene forum set site "$2"
$convene admin invite pilar@example.org --name "Pilar Quintanar"
$convene admin invite jose@example.org --name "José Antonio Maldonado" --role coordinator --group citizen-sampling
