#pragma once
/// Watches every signal that ends a process and that nobody else here watches, but those that are ignored. To be called
/// once, at the start.
///
/// A signal that somebody sent ends the process at once, with one sentence on standard error. A fault of its own goes
/// on to whoever handled that before (Swift's backtracer, the system). If a terminal is remembered, it is put back
/// before, and nothing is drawn any more. With async-signal-safe calls only.
void terminal_rescue_watch(void);
/// Remembers a terminal as it is now, to be put back if the process dies of such a signal.
///
/// input: the terminal's descriptor for its modes; output: where its screen is written; error: a descriptor that
/// standard error is put back to, or -1; held: a non-blocking descriptor to read what was said on standard error
/// meanwhile, or -1. Calling again remembers anew.
void terminal_rescue_install(int input, int output, int error, int held);
/// Names a second descriptor of the screen, that nothing may be drawn through after the terminal was put back.
void terminal_rescue_draws_through(int descriptor);
/// Takes a screen off its special modes as a fatal signal would; for what another program has left behind.
void terminal_rescue_leave(int output);
/// Stops the process as the default action of SIGTSTP does: not where no shell could make it go on (setpgid(2),
/// orphaned process groups). Returns when it goes on.
void terminal_stop(void);
/// Nothing is put back any more.
void terminal_rescue_disarm(void);
/// Whether a backtracer of Swift's runtime is installed that would ask for a key on a terminal.
int terminal_rescue_has_backtracer(void);
