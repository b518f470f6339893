import Glibc
import NIOCore
import NIOHTTP1
import StateFiles
import SystemPackage

/// Sends a part of a file by sendfile(2): its bytes do not pass through this program, however large the part and slow the reader.
struct FileSender {
    let channel: any Channel
    let file: OpenedFile

    /// So much is given to the connection at once. It is asked for ahead of time, so that the loop that sends does not wait for a disk.
    private static let step = 2 << 20

    /// Returns when the last byte is with the kernel.
    func send(_ range: Range<Int>) async throws {
        if range.isEmpty { return }
        let own = dup(file.descriptor.rawValue)
        guard own >= 0 else { throw Errno(rawValue: errno) }
        let handle = NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: own)
        defer { try? handle.close() }  // Only read from.
        try await withTaskCancellationHandler {
            var start = range.lowerBound
            ahead(start)
            while start < range.upperBound {
                try Task.checkCancellation()
                let end = min(start + Self.step, range.upperBound)
                if end < range.upperBound { ahead(end) }
                let region = FileRegion(fileHandle: handle, readerIndex: start, endIndex: end)
                try await write(region)
                start = end
            }
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    private func ahead(_ start: Int) {
        // An advice; where it is not taken the file is read all the same.
        _ = posix_fadvise(file.descriptor.rawValue, off_t(start), off_t(Self.step), POSIX_FADV_WILLNEED)
    }

    /// The body's parts of the server are buffers, so a region is given to the encoder itself.
    private func write(_ region: FileRegion) async throws {
        try await channel.eventLoop.flatSubmit { [channel] in
            do {
                let pipeline = channel.pipeline.syncOperations
                let encoder = try pipeline.handler(type: HTTPResponseEncoder.self)
                let context = try pipeline.context(handlerType: HTTPResponseEncoder.self)
                let promise = channel.eventLoop.makePromise(of: Void.self)
                let part = HTTPServerResponsePart.body(.fileRegion(region))
                encoder.write(context: context, data: NIOAny(part), promise: promise)
                context.flush()
                return promise.futureResult
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
        }.get()
    }
}
