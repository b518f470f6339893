import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1
import Synchronization
import SystemPackage

/// Writes an answer to a connection.
struct AnswerWriter {
    /// What is wrong with the connection, which ends by it. What was answered stands.
    struct Closing: Error {}

    let channel: any Channel

    /// Writes the whole answer; with `isLast` the connection ends after it.
    @concurrent func write(
        _ answer: Answer,
        to head: HTTPRequest,
        _ writer: consuming ResponseWriter,
        isLast: Bool
    ) async throws {
        var fields = answer.fields
        fields[.date] = HTTPDate.now
        if isLast { fields[.connection] = "close" }
        if let length = answer.length, answer.status != .notModified, answer.status != .noContent {
            fields[.contentLength] = "\(length)"
        }
        let response = HTTPResponse(status: answer.status, headerFields: fields)
        if head.method == .head {
            try await writer.writeResponse(response)
        } else {
            switch answer.body {
            case .none: try await writer.writeResponse(response)
            case .bytes(let bytes):
                try await writer.write(response: response, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
            case .buffer(let buffer):
                try await writer.write(response: response, body: ResponseBody(byteBuffer: buffer))
            case .file(let file, let range):
                let body = try await writer.writeHead(response)
                try await FileSender(channel: channel, file: file).send(range)
                try await body.finish(nil)
            case .events(let stream):
                var body = try await writer.writeHead(response)
                for await line in stream.lines { try await body.write(ByteBuffer(string: line)) }
                try Task.checkCancellation()
                try await body.finish(nil)
            }
        }
        if isLast { try await end() }
    }

    /// Ends the connection a little after what was written, so that a sender who is still sending gets the answer.
    private func end() async throws {
        try? await channel.close(mode: .output)  // It may have been closed from the other side.
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [channel] in _ = try? await channel.closeFuture.get() }  // However it closed.
            group.addTask { try? await Task.sleep(for: .seconds(2)) }  // Cancelled where it closed before.
            await group.next()
            channel.close(promise: nil)
            group.cancelAll()
        }
        throw Closing()
    }
}
