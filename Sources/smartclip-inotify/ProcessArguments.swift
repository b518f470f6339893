// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// The words that the program was started with, as bytes: names of files need not be UTF-8.
enum ProcessArguments {
    static func bytes() -> [[UInt8]] {
        let count = Int(CommandLine.argc)
        var words: [[UInt8]] = []
        for index in 1..<max(count, 1) {
            guard let word = unsafe CommandLine.unsafeArgv[index] else { break }
            words.append(unsafe [UInt8](UnsafeRawBufferPointer(start: word, count: strlen(word))))
        }
        return words
    }
}
