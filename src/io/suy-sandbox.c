/* suy-sandbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* unshare, memfd_create, O_PATH */

#include "suy-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suy-error.h"

#if defined(__x86_64__) && !defined(__ILP32__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__) && G_BYTE_ORDER == G_LITTLE_ENDIAN
#define MACHINE AUDIT_ARCH_AARCH64
#endif

#define MAX_RULES 512
#define WRITE_FLAGS (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)
#define X32_BIT 0x40000000u /* system calls of the x32 table come with this bit under x86_64 */

typedef struct
{
  struct sock_filter code[MAX_RULES];
  gushort n;
} Filter;

/* Refused whatever their arguments are.  A kernel or a machine may lack some: aarch64 has no open,
 * unlink and the like, only the ...at forms. */
static const int refused[] = {
  SYS_socket,
  SYS_socketpair,
  SYS_connect,
  SYS_bind,
  SYS_listen,
  SYS_accept,
  SYS_accept4,
  SYS_sendto,
  SYS_sendmsg,
  SYS_sendmmsg,
  SYS_execve,
  SYS_execveat,
  SYS_ptrace,
  SYS_process_vm_readv,
  SYS_process_vm_writev,
  SYS_kill,
  SYS_tkill,
  SYS_rt_sigqueueinfo,
  SYS_rt_tgsigqueueinfo,
  SYS_unshare,
  SYS_setns,
  SYS_mount,
  SYS_umount2,
  SYS_pivot_root,
  SYS_chroot,
  SYS_truncate,
  SYS_unlinkat,
  SYS_renameat2,
  SYS_mkdirat,
  SYS_mknodat,
  SYS_linkat,
  SYS_symlinkat,
  SYS_fchmod,
  SYS_fchmodat,
  SYS_fchown,
  SYS_fchownat,
  SYS_utimensat,
  SYS_setxattr,
  SYS_lsetxattr,
  SYS_fsetxattr,
  SYS_removexattr,
  SYS_lremovexattr,
  SYS_fremovexattr,
  SYS_open_by_handle_at,
  SYS_memfd_create,
  SYS_mq_open,
  SYS_msgget,
  SYS_semget,
  SYS_shmget,
  SYS_bpf,
  SYS_perf_event_open,
  SYS_userfaultfd,
  SYS_keyctl,
  SYS_add_key,
  SYS_request_key,
  SYS_init_module,
  SYS_finit_module,
  SYS_delete_module,
  SYS_kexec_load,
  SYS_quotactl,
  SYS_swapon,
  SYS_swapoff,
  SYS_reboot,
  SYS_personality,
#ifdef SYS_renameat
  SYS_renameat,
#endif
#ifdef SYS_creat
  SYS_creat,
  SYS_fork,
  SYS_vfork,
  SYS_unlink,
  SYS_rename,
  SYS_mkdir,
  SYS_rmdir,
  SYS_mknod,
  SYS_link,
  SYS_symlink,
  SYS_chmod,
  SYS_chown,
  SYS_lchown,
  SYS_utime,
  SYS_utimes,
  SYS_futimesat,
#endif
#ifdef SYS_io_uring_setup
  SYS_io_uring_setup,
  SYS_io_uring_enter,
  SYS_io_uring_register,
#endif
#ifdef SYS_open_tree
  SYS_open_tree,
  SYS_move_mount,
  SYS_fsopen,
  SYS_fsconfig,
  SYS_fsmount,
  SYS_fspick,
#endif
#ifdef SYS_pidfd_getfd
  SYS_pidfd_getfd,
#endif
#ifdef SYS_pidfd_send_signal
  SYS_pidfd_send_signal,
#endif
#ifdef SYS_fchmodat2
  SYS_fchmodat2,
#endif
};

static void
add (Filter *filter, struct sock_filter step)
{
  g_assert (filter->n < MAX_RULES);
  filter->code[filter->n++] = step;
}

static struct sock_filter
load (gsize offset)
{
  return (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, (guint32) offset);
}

static struct sock_filter
answer (guint32 what)
{
  return (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, what);
}

/* Skips the next @skip steps when the loaded word is not @value. */
static struct sock_filter
unless (guint32 value, guint8 skip)
{
  return (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip);
}

static void
add_refusal (Filter *filter, int call, int error)
{
  add (filter, unless ((guint32) call, 1));
  add (filter, answer (SECCOMP_RET_ERRNO | (guint32) error));
}

/* Both machines store the low half of an argument first; the flags and ids asked for here fit it.
 */
static gsize
argument (guint n)
{
  return offsetof (struct seccomp_data, args) + n * sizeof (guint64);
}

/* Refused when the argument has one of @bits (@has) or has none of them (!@has). */
static void
add_bits_rule (Filter *filter, int call, guint n, guint32 bits, gboolean has)
{
  guint32 deny = SECCOMP_RET_ERRNO | EACCES;

  add (filter, unless ((guint32) call, 4));
  add (filter, load (argument (n)));
  add (filter, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
  add (filter, answer (has ? deny : SECCOMP_RET_ALLOW));
  add (filter, answer (has ? SECCOMP_RET_ALLOW : deny));
}

/* Allowed only when the argument is @value. */
static void
add_value_rule (Filter *filter, int call, guint n, guint32 value)
{
  add (filter, unless ((guint32) call, 4));
  add (filter, load (argument (n)));
  add (filter, unless (value, 1));
  add (filter, answer (SECCOMP_RET_ALLOW));
  add (filter, answer (SECCOMP_RET_ERRNO | EACCES));
}

#ifdef MACHINE
static void
build_filter (Filter *filter)
{
  filter->n = 0;
  add (filter, load (offsetof (struct seccomp_data, arch)));
  add (filter, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0));
  add (filter, answer (SECCOMP_RET_KILL_PROCESS));
  add (filter, load (offsetof (struct seccomp_data, nr)));
#ifdef __x86_64__
  add (filter, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1));
  add (filter, answer (SECCOMP_RET_KILL_PROCESS));
#endif

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    add_refusal (filter, refused[i], EACCES);

    /* Their arguments lie in memory, where a filter can't look; the C library then takes the old
     * ones. */
#ifdef SYS_clone3
  add_refusal (filter, SYS_clone3, ENOSYS);
#endif
#ifdef SYS_openat2
  add_refusal (filter, SYS_openat2, ENOSYS);
#endif
#ifdef SYS_open
  add_bits_rule (filter, SYS_open, 1, WRITE_FLAGS, TRUE);
#endif
  add_bits_rule (filter, SYS_openat, 2, WRITE_FLAGS, TRUE);
  add_bits_rule (filter, SYS_clone, 0, CLONE_THREAD, FALSE);
  add_value_rule (filter, SYS_tgkill, 0, (guint32) getpid ());
  add_value_rule (filter, SYS_prlimit64, 0, 0);
  add (filter, answer (SECCOMP_RET_ALLOW));
}

static gboolean
enter_seccomp (GError **error)
{
  Filter filter;
  struct sock_fprog program;

  build_filter (&filter);
  program = (struct sock_fprog){ filter.n, filter.code };
  if (prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0)
    return TRUE;

  g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
               "The kernel takes no seccomp filter (%s): files from outside can't be read safely",
               g_strerror (errno));

  return FALSE;
}
#else
static gboolean
enter_seccomp (GError **error)
{
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_REFUSED,
                       "Files from outside can be read on x86_64 and aarch64 only: there is no "
                       "seccomp filter for this machine");

  return FALSE;
}
#endif

static void
allow_reading (int ruleset, const char *path)
{
  struct landlock_path_beneath_attr rule = { .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE };
  struct stat status;

  rule.parent_fd = open (path, O_PATH | O_CLOEXEC);
  if (rule.parent_fd < 0)
    return;

  if (fstat (rule.parent_fd, &status) == 0 && S_ISDIR (status.st_mode))
    rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
}

/* Libraries, character tables, the data of PROJ and GDAL; /app is where Flatpak keeps them. */
static gboolean
enter_landlock (const char *const *readable)
{
  static const char *const installed[] = { "/usr", "/lib", "/lib64", "/app", "/etc/localtime" };
  static const char *const named[] = { "PROJ_LIB", "PROJ_DATA", "GDAL_DATA" };
  struct landlock_ruleset_attr all = { .handled_access_fs =
                                           (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };
  int ruleset = (int) syscall (SYS_landlock_create_ruleset, &all, sizeof all, 0);
  gboolean done;

  if (ruleset < 0)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (installed); i++)
    allow_reading (ruleset, installed[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_getenv (named[i]) != NULL)
      allow_reading (ruleset, g_getenv (named[i]));
  for (; *readable != NULL; readable++)
    allow_reading (ruleset, *readable);

  done = syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);

  return done;
}

static void
limit (__rlimit_resource_t resource, rlim_t value)
{
  struct rlimit now = { 0 };

  getrlimit (resource, &now);
  now.rlim_max = MIN (now.rlim_max, value);
  now.rlim_cur = now.rlim_max;
  setrlimit (resource, &now);
}

static void
set_limits (guint64 memory_bytes, guint cpu_s)
{
  /* These sanitizers reserve terabytes for their shadows. */
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  limit (RLIMIT_AS, memory_bytes);
#endif
  limit (RLIMIT_CPU, cpu_s + 1);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_NOFILE, 64);
  signal (SIGXFSZ, SIG_IGN);
}

gboolean
suy_sandbox_enter (const char *const *readable,
                   guint64 memory_bytes,
                   guint cpu_s,
                   SuySandboxLayers *layers,
                   GError **error)
{
  g_return_val_if_fail (memory_bytes >= 64 << 20 && cpu_s >= 1, FALSE);

  *layers = 0;
  set_limits (memory_bytes, cpu_s);
  if (unshare (CLONE_NEWUSER | CLONE_NEWNET) == 0)
    *layers |= SUY_SANDBOX_NAMESPACE;

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && enter_landlock (readable))
    *layers |= SUY_SANDBOX_LANDLOCK;
  if (!enter_seccomp (error))
    return FALSE;
  *layers |= SUY_SANDBOX_SECCOMP;

  return TRUE;
}

char *
suy_sandbox_describe (SuySandboxLayers layers)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (layers & SUY_SANDBOX_SECCOMP)
    g_strv_builder_add (names, "seccomp");
  if (layers & SUY_SANDBOX_LANDLOCK)
    g_strv_builder_add (names, "landlock");
  if (layers & SUY_SANDBOX_NAMESPACE)
    g_strv_builder_add (names, "namespace");
  list = g_strv_builder_end (names);

  return g_strjoinv (", ", list);
}

static void
note_if (GPtrArray *done, gboolean succeeded, const char *name)
{
  if (succeeded)
    g_ptr_array_add (done, g_strdup (name));
}

static void
try_files (GPtrArray *done, const char *directory)
{
  g_autofree char *made = g_build_filename (directory, "made", NULL);
  g_autofree char *kept = g_build_filename (directory, "kept", NULL);

  note_if (done, open (made, O_WRONLY | O_CREAT, 0600) >= 0, "create a file");
  note_if (done, open (kept, O_RDWR) >= 0, "open a file for writing");
  note_if (done, open (kept, O_RDONLY | O_TRUNC) >= 0, "empty a file by opening it");
  note_if (done, syscall (SYS_openat2, AT_FDCWD, kept, NULL, 0) >= 0 || errno != ENOSYS,
           "call openat2");
  note_if (done, truncate (kept, 0) == 0, "truncate a file");
  note_if (done, rename (kept, made) == 0, "rename a file");
  note_if (done, link (kept, made) == 0, "link a file");
  note_if (done, symlink (kept, made) == 0, "make a symbolic link");
  note_if (done, chmod (kept, 0777) == 0, "change a mode");
  note_if (done, mkdir (made, 0700) == 0, "make a directory");
  note_if (done, mkfifo (made, 0600) == 0, "make a pipe in the file system");
  note_if (done, unlink (kept) == 0, "remove a file");
}

static void
try_sockets (GPtrArray *done)
{
  int pair[2];

  note_if (done, socket (AF_INET, SOCK_STREAM, 0) >= 0, "open an IPv4 socket");
  note_if (done, socket (AF_INET6, SOCK_DGRAM, 0) >= 0, "open an IPv6 socket");
  note_if (done, socket (AF_UNIX, SOCK_STREAM, 0) >= 0, "open a local socket");
  note_if (done, socketpair (AF_UNIX, SOCK_STREAM, 0, pair) == 0, "make a pair of sockets");
}

static void
try_processes (GPtrArray *done)
{
  char *const arguments[] = { (char *) "true", NULL };
  pid_t child = fork ();

  if (child == 0)
    _exit (0);
  if (child > 0)
    waitpid (child, NULL, 0);
  note_if (done, child > 0, "start a process");
  note_if (done, kill (getppid (), 0) == 0, "send a signal");
  note_if (done, ptrace (PTRACE_TRACEME, 0, NULL, NULL) == 0, "be traced");
  note_if (done, unshare (CLONE_NEWUSER) == 0, "make a namespace");
  note_if (done, memfd_create ("memory", 0) >= 0, "make a file in memory");
#ifdef SYS_io_uring_setup
  note_if (done, syscall (SYS_io_uring_setup, 0, NULL) >= 0 || errno != EACCES, "set up io_uring");
#endif
  execv ("/bin/true", arguments);
}

GPtrArray *
suy_sandbox_try_harm (const char *directory)
{
  GPtrArray *done = g_ptr_array_new_with_free_func (g_free);

  try_files (done, directory);
  try_sockets (done);
  try_processes (done);

  return done;
}
