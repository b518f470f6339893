import NIOCore
import NIOHTTP1
import NIOPosix

/// HTTP/1.1 on 127.0.0.1.
package struct HTTPServer: Sendable {
    private let channel: NIOAsyncChannel<Connection.Channel, Never>

    /// Binds the port; 0 takes a free one.
    package init(port: Int) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: port) { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    return try Connection.Channel(wrappingChannelSynchronously: child)
                }
            }
    }

    /// Where it listens.
    package var port: Int { channel.channel.localAddress?.port ?? 0 }

    /// Serves until the task is cancelled.
    package func run(_ handle: @escaping @Sendable (Request, RequestBody) async throws -> Delivery) async throws {
        try await channel.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await connection in connections {
                    group.addTask {
                        do {
                            try await Connection(channel: connection).serve(handle)
                        } catch {
                            // A client that goes away, or that does not speak HTTP, ends its own connection only.
                        }
                    }
                }
            }
        }
    }
}
