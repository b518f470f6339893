// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// Watches folders and prints one JSON object a line for what happens in them, until its parent goes or it can no longer
/// be relied on.
///
/// A program of its own since libinotifytools is one unlocked instance a process, and GPL-2.0-only, as is this program
/// (see the LICENSE beside it). It links nothing but that library and the Swift runtime, has one thread, and forgets
/// everything at its end: whoever reads it starts it again and looks at the folders itself.
///
///     smartclip-inotify ROOT [--except NAME]... [ROOT [--except NAME]...]...
///
/// Exit codes: 0 nobody reads any more, 10 `stale`, 11 `limit`, 12 `failed`; the last line says the same.
@main enum SmartClipInotify {
    static func main() {
        // A reader that is gone is noticed where it is written to; SIGTERM and SIGINT end the program as they are.
        signal(SIGPIPE, SIG_IGN)
        do throws(Ending) {
            var watcher = Watcher(roots: try Root.list(in: ProcessArguments.bytes()))
            try watcher.run()
        } catch {
            exit(error.tell())
        }
    }
}
