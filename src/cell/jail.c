/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Four walls, from the widest to the narrowest, so that one which the kernel
 * does not have leaves the others standing:
 *
 *   user      root becomes nobody: no capability, and limits on processes bite
 *   rlimits   memory, processor time, no new file, no growing file, no process
 *   Landlock  no path, no TCP port, no signal or abstract socket to the outside
 *   seccomp   no system call but what decoding needs; anything else kills
 *
 * Opening files is refused with an error instead of killing: libraries look
 * for optional data, and a file that asks for an unusual encoding should be
 * read without it rather than not at all.
 *
 * Landlock is used through its system calls; libc has no functions for it, and
 * the kernel headers we build with know fewer rights than the kernel we run
 * on may. A right is a bit number, fixed for ever by the kernel's interface.
 */
#include "cell/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/attr.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#ifdef CONVENE_SANITIZED
#define SANITIZED 1
#else
#define SANITIZED 0
#endif
#endif

#define NOBODY 65534

/* ---- user ---- */

static bool
give_up_root(void)
{
	if (geteuid() != 0)
		return true;
	/* In a user namespace without a nobody this fails; the rest stands. */
	return setgroups(0, NULL) == 0 && setresgid(NOBODY, NOBODY, NOBODY) == 0 &&
	       setresuid(NOBODY, NOBODY, NOBODY) == 0;
}

/* ---- rlimits ---- */

static bool
limit(int what, rlim_t most)
{
	struct rlimit r = { most, most };

	return setrlimit((__rlimit_resource_t)what, &r) == 0;
}

static bool
set_limits(const struct cell_limits *l)
{
	/* The server replaces a child that has been busy for half of this, so
	 * that every item finds at least its own time left. */
	rlim_t cpu = 2 * ((rlim_t)l->item_ms / 1000 + 1);

	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NPROC, 0);
	limit(RLIMIT_MSGQUEUE, 0);
	limit(RLIMIT_CPU, cpu);
	/* The sanitizers reserve terabytes of addresses. */
	return !SANITIZED && limit(RLIMIT_AS, l->memory_bytes);
}

/* ---- Landlock ---- */

#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444
#define __NR_landlock_add_rule 445
#define __NR_landlock_restrict_self 446
#endif

/* The kernel's struct landlock_ruleset_attr as of ABI 6. An older kernel
 * takes the longer struct as long as what it does not know is zero. */
struct ruleset {
	uint64_t fs;
	uint64_t net;
	uint64_t scope;
};

static struct ruleset
all_rights(int abi)
{
	/* Bits of each kind of right that the ABI of this number has. */
	static const struct {
		int since;
		unsigned fs, net, scope;
	} known[] = {
		{ 1, 13, 0, 0 }, /* execute … make symbolic link */
		{ 2, 14, 0, 0 }, /* + refer */
		{ 3, 15, 0, 0 }, /* + truncate */
		{ 4, 15, 2, 0 }, /* + bind and connect TCP */
		{ 5, 16, 2, 0 }, /* + ioctl on devices */
		{ 6, 16, 2, 2 }, /* + abstract sockets, signals */
	};
	struct ruleset r = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(known) && known[i].since <= abi; i++)
		r = (struct ruleset){ (UINT64_C(1) << known[i].fs) - 1,
				      (UINT64_C(1) << known[i].net) - 1,
				      (UINT64_C(1) << known[i].scope) - 1 };
	return r;
}

/* Reading and executing below a folder. */
static void
allow_below(int ruleset, const char *folder)
{
	enum { EXECUTE = 1 << 0, READ_FILE = 1 << 2, READ_DIR = 1 << 3 };
	struct {
		uint64_t rights;
		int32_t folder;
	} __attribute__((packed)) rule = { EXECUTE | READ_FILE | READ_DIR, open(folder, O_PATH | O_CLOEXEC) };

	if (rule.folder < 0)
		return;
	/* Rule type 1: everything beneath a path. */
	syscall(__NR_landlock_add_rule, ruleset, 1, &rule, 0);
	close(rule.folder);
}

/* folders: what may be read and executed. */
static bool
enter_landlock(int *ret_abi, const char *const *folders, size_t n)
{
	/* Flag 1: only tell the version. */
	long abi = syscall(__NR_landlock_create_ruleset, NULL, 0, 1);
	struct ruleset rights;
	long fd;
	bool ok;

	*ret_abi = abi > 0 ? (int)abi : 0;
	if (abi <= 0)
		return false;
	rights = all_rights((int)abi);
	fd = syscall(__NR_landlock_create_ruleset, &rights, sizeof rights, 0);
	if (fd < 0)
		return false;
	/* Whatever is handled and not allowed here is forbidden. */
	for (size_t i = 0; i < n; i++)
		allow_below((int)fd, folders[i]);
	ok = syscall(__NR_landlock_restrict_self, fd, 0) == 0;
	close((int)fd);
	return ok;
}

/* ---- seccomp ---- */

static bool
add(scmp_filter_ctx ctx, uint32_t action, const int *calls, size_t n)
{
	bool ok = true;

	/* A call that this architecture does not have is -1 or a pseudo
	 * number; libseccomp passes over those. */
	for (size_t i = 0; i < n; i++)
		if (calls[i] != __NR_SCMP_ERROR)
			ok &= seccomp_rule_add(ctx, action, calls[i], 0) == 0;
	return ok;
}

static bool
add_rules(scmp_filter_ctx ctx)
{
	static const int plain[] = {
		SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(brk),
		SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
		SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(restart_syscall),
		SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(time),
		SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid),
		SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
		SCMP_SYS(sigaltstack), SCMP_SYS(close),
#if SANITIZED
		SCMP_SYS(rt_sigaction), SCMP_SYS(getrlimit), SCMP_SYS(prlimit64),
		SCMP_SYS(sched_getaffinity),
#endif
	};
	/* Looked for by libraries; they must do without. */
	static const int refused[] = {
		SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(stat),
		SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(statx),
		SCMP_SYS(fstat), SCMP_SYS(access), SCMP_SYS(faccessat),
		SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
		SCMP_SYS(getcwd), SCMP_SYS(sysinfo),
#if SANITIZED
		SCMP_SYS(prctl),
#endif
	};
	bool ok = add(ctx, SCMP_ACT_ALLOW, plain, ARRAY_LEN(plain));

	ok &= add(ctx, SCMP_ACT_ERRNO(EACCES), refused, ARRAY_LEN(refused));
	ok &= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(read), 1,
			       SCMP_A0_32(SCMP_CMP_EQ, JAIL_FD, 0)) == 0;
	ok &= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
			       SCMP_A0_32(SCMP_CMP_EQ, JAIL_FD, 0)) == 0;
#if SANITIZED
	ok &= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
			       SCMP_A0_32(SCMP_CMP_EQ, STDERR_FILENO, 0)) == 0;
#endif
	/* Memory, but never memory that can be run. */
	ok &= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
			       SCMP_A2_32(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
	ok &= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
			       SCMP_A2_32(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
	/* abort() signals itself. */
	ok &= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
			       SCMP_A0_32(SCMP_CMP_EQ, (uint32_t)getpid(), 0)) == 0;
	return ok;
}

static bool
enter_seccomp(void)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool ok;

	if (!ctx)
		return false;
	ok = add_rules(ctx) && seccomp_load(ctx) == 0;
	seccomp_release(ctx);
	return ok;
}

void
jail_enter(const struct cell_limits *l, struct cell_status *ret)
{
	ret->own_user = give_up_root();
	/* After the change of user, which clears the first two. */
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	ret->landlock = false;
	ret->landlock_abi = 0;
	if (!(l->without & CELL_WITHOUT_LANDLOCK))
		ret->landlock = enter_landlock(&ret->landlock_abi, NULL, 0);
	ret->memory_bound = set_limits(l);
	limit(RLIMIT_NOFILE, JAIL_FD + 1);
	ret->seccomp = !(l->without & CELL_WITHOUT_SECCOMP) && enter_seccomp();
}

/* A program that we did not write uses calls that we cannot list; what it must
 * not do is refused. */
static bool
enter_seccomp_program(void)
{
	static const int refused[] = {
		SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind),
		SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(sendto),
		SCMP_SYS(sendmsg), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone3),
		SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
		SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_send_signal),
		SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(mount), SCMP_SYS(umount2),
		SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(io_uring_setup),
		SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key),
		SCMP_SYS(userfaultfd), SCMP_SYS(open_by_handle_at), SCMP_SYS(shmget),
		SCMP_SYS(msgget), SCMP_SYS(semget), SCMP_SYS(mq_open),
	};
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
	bool ok;

	if (!ctx)
		return false;
	ok = add(ctx, SCMP_ACT_ERRNO(EPERM), refused, ARRAY_LEN(refused));
	/* A thread is no process. */
	ok &= seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
			       SCMP_A0_32(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0;
	ok = ok && seccomp_load(ctx) == 0;
	seccomp_release(ctx);
	return ok;
}

void
jail_enter_program(uint64_t memory_bytes, unsigned cpu_seconds)
{
	static const char *const folders[] = { "/usr", "/lib", "/lib64", "/etc/fonts",
		"/etc/ld.so.cache", "/etc/ld.so.conf.d", "/var/cache/fontconfig" };
	int abi;

	give_up_root();
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	enter_landlock(&abi, folders, ARRAY_LEN(folders));
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_MSGQUEUE, 0);
	limit(RLIMIT_CPU, cpu_seconds);
	limit(RLIMIT_NOFILE, 64);
	enter_seccomp_program();
	/* Last: this process itself may have more by now. */
	limit(RLIMIT_AS, memory_bytes);
}
