public import SystemPackage

/// A source that is open, so that a rename or a hostile name cannot disturb the work on it.
///
/// Child processes get the descriptor, never the name. The caller owns the descriptor and closes it when all work on
/// the input has ended; `withFile` does both.
public struct MediaInput: Sendable {
    /// The open file: readable, seekable, close-on-exec.
    public let descriptor: FileDescriptor
    /// What messages call the source.
    public let name: String

    /// Describes a source that the caller has opened and will close.
    public init(descriptor: FileDescriptor, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// Opens the file, runs the body and closes the file again, whatever happened.
    ///
    /// Throws `unreadable` when the file cannot be opened, and what the body throws.
    public static func withFile<Value>(
        _ path: FilePath,
        _ body: (MediaInput) async throws(MediaError) -> Value
    ) async throws(MediaError) -> Value {
        let name = path.lastComponent?.string ?? path.string
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
        } catch {
            throw .unreadable(source: name, detail: "\(error)")
        }
        let result: Result<Value, MediaError>
        do throws(MediaError) {
            result = .success(try await body(MediaInput(descriptor: descriptor, name: name)))
        } catch {
            result = .failure(error)
        }
        // Nothing was written, so a failing close loses nothing.
        try? descriptor.close()
        return try result.get()
    }
}
