#pragma once
/// Remembers the terminal as it is now and puts it back, with async-signal-safe calls only, if the process dies of a
/// fatal signal. Then whoever handled that signal before (Swift's backtracer, the system) has it as without this.
void terminal_rescue_install(void);
/// Nothing is put back any more.
void terminal_rescue_disarm(void);
