#pragma once
/// Remembers a terminal as it is now and puts it back, with async-signal-safe calls only, if the process dies of a
/// fatal signal. Then whoever handled that signal before (Swift's backtracer, the system) has it as without this.
///
/// input: the terminal's descriptor for its modes; output: where its screen is written; error: a descriptor that
/// standard error is put back to, or -1; held: a non-blocking descriptor to read what was said on standard error
/// meanwhile, or -1. Calling again remembers anew.
void terminal_rescue_install(int input, int output, int error, int held);
/// Takes a screen off its special modes as a fatal signal would; for what another program has left behind.
void terminal_rescue_leave(int output);
/// Stops the process as the default action of SIGTSTP does: not where no shell could make it go on (setpgid(2),
/// orphaned process groups). Returns when it goes on.
void terminal_stop(void);
/// Nothing is put back any more.
void terminal_rescue_disarm(void);
