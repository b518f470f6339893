import CCrashMarks
import SystemPackage

/// A file that is written to when the process ends by a fault of its own while the value lives: one line, with the number
/// of what was being done and the signal (a trap of Swift's is SIGILL or SIGTRAP).
///
/// A process that is killed, or stopped, or whose machine loses power, writes nothing.
public final class CrashMark: Sendable {
    /// What was written at one crash.
    public struct Crash: Sendable, Equatable {
        /// What was being done.
        public let number: Int
        /// The signal that ended the process.
        public let signal: Int
    }

    private let file: FileDescriptor
    /// The number under which the crash marks know the file.
    private let number: CInt

    /// Opens the file, which is made where it is not there, and listens from now on.
    public init(at place: Place) throws(FileError) {
        file = try place.openToAppend()
        crash_marks_install()
        number = crash_marks_add(file.rawValue)
    }

    deinit {
        crash_marks_remove(number)
        Files.closeQuietly(file)
    }

    /// Says what is being done from now on.
    public func set(_ number: Int) { crash_marks_set(self.number, CInt(clamping: number)) }

    /// What earlier processes wrote there; nothing where there is no such file.
    public static func crashes(at place: Place) throws(FileError) -> [Crash] {
        guard let bytes = try place.readIfPresent() else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let numbers = line.split(separator: UInt8(ascii: " ")).compactMap {
                Int(String(decoding: $0, as: UTF8.self))
            }
            return numbers.count == 2 ? Crash(number: numbers[0], signal: numbers[1]) : nil
        }
    }
}
