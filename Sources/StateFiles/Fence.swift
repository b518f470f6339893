import SystemPackage

/// Keeps a process from writing what it did under a lease that it has lost without noticing: because it was stopped, or cut off.
///
/// Whatever is put in its place by `Place.write` or `Place.take` in a task that runs under leases looks first whether they are still
/// its own. That look comes after the new content stands under a temporary name; who takes a lease over removes such names before it
/// does anything else (`SharedLock`). So one that is stopped between the look and the rename finds nothing to rename.
public enum Fence {
    /// The leases under which the task runs, the innermost last.
    @TaskLocal static var leases: [HeldLease] = []

    /// Throws where one of them was lost (`FileError.isLeaseLost`). Costs nothing where there is none.
    public static func check() throws(FileError) {
        for lease in leases.reversed() { try lease.check() }
    }

    /// Runs a body that is cancelled when the innermost lease is lost, which is then thrown.
    public static func whileHeld<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard let lease = leases.last else { return try await body() }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                for await _ in lease.losses { throw FileError.leaseLost(lease.path) }
                return nil
            }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw CancellationError()
        }
    }
}

extension FileError {
    /// A lease that another machine has taken over.
    static func leaseLost(_ path: FilePath) -> FileError {
        // "Owner died": nothing else gives it of files.
        FileError("go on under", path, Errno(rawValue: ownerDied))
    }

    static let ownerDied: CInt = 130

    /// Whether it is that another machine took this process for dead and has gone on with its work.
    public var isLeaseLost: Bool { errno.rawValue == Self.ownerDied }
}
