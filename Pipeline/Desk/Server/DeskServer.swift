import FoundationEssentials
import Glibc
import HTTPTypes
import HummingbirdCore
import Logging
import Manifest
import NIOCore
import NIOPosix
import ServiceLifecycle
import StateFiles
import SystemPackage

/// The desk as a service: listens, answers, and at a graceful shutdown lets what is under way end.
struct DeskServer: Service {
    private let plan: DeskPlan
    private let token: Token
    private let logger: Logger
    private let listening: @Sendable (Int) -> Void

    /// More connections than this wait until others have ended.
    private static let connections = 2000
    /// A connection on which nothing comes, or no whole head, ends after so many seconds.
    private static let idle = TimeAmount.seconds(30)

    /// Plans one; `listening` is told the port once connections are taken.
    init(
        _ plan: DeskPlan,
        token: Token,
        logger: Logger,
        listening: @escaping @Sendable (Int) -> Void
    ) {
        self.plan = plan
        self.token = token
        self.logger = logger
        self.listening = listening
    }

    func run() async throws {
        // What libraries log of each request is of no use to an operator.
        var quiet = logger
        quiet.logLevel = .critical
        let later = LaterResponder()
        let http = HTTP1Channel(
            responder: { request, writer, channel in try await later.respond(request, writer, channel) },
            configuration: .init(
                idleTimeout: Self.idle,
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16 << 10,
                    maxHeaderListSize: 32 << 10,
                    maxHeaderFieldCount: 100
                )
            )
        )
        let listener = try await bind { [quiet] in http.setup(channel: $0, logger: quiet) }
        let bound = listener.channel.localAddress
        let port = bound?.port ?? plan.port
        // A socket that was handed over may be another than the plan's.
        if plan.tokenFile == nil, let address = bound?.ipAddress, !DeskPlan.isLoopback(address) {
            try await listener.channel.close().get()
            throw Failure(.config, DeskPlan.needsToken(address))
        }
        let desk = Desk(plan, logger: logger)
        let exchange = Exchange(
            entrance: Entrance(
                hosts: HostNames(address: plan.address, port: port, more: plan.hosts),
                token: token,
                port: port
            ),
            desk: desk,
            logger: logger
        )
        // The first visitor is not to wait until ten thousand lines are read. Where they cannot be, they are told of that.
        _ = try? await desk.table.all()
        later.set(exchange)
        listening(port)
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                // It only ends by being cancelled.
                try? await cancelWhenGracefulShutdown {
                    var changes = OutboxChanges(desk)
                    try await changes.run()
                }
            }
            tasks.addTask {
                // What it has `smartclip` do then is interrupted in order.
                await cancelWhenGracefulShutdown {
                    await desk.resumeAssets()
                    await desk.work.run()
                }
            }
            await withGracefulShutdownHandler {
                await serve(listener, http, quiet)
            } onGracefulShutdown: {
                desk.events.finish()
                listener.channel.close(promise: nil)
            }
            tasks.cancelAll()
        }
    }

    private typealias Listener = NIOAsyncChannel<HTTP1Channel.Value, Never>

    @concurrent private func bind(
        _ set: @escaping @Sendable (any Channel) -> EventLoopFuture<HTTP1Channel.Value>
    ) async throws -> Listener {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.backlog, value: 1024)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
            .childChannelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
        if let socket = HandedSocket.take() { return try await bootstrap.bind(socket, childChannelInitializer: set) }
        do {
            return try await bootstrap.bind(host: plan.address, port: plan.port, childChannelInitializer: set)
        } catch {
            let what = (error as? IOError).map { "\(Errno(rawValue: $0.errnoCode))" } ?? "\(error)"
            throw Failure(
                .config,
                "cannot listen at \(plan.address), port \(plan.port): \(what.oneLine); choose another with --listen"
            )
        }
    }

    private func serve(_ listener: Listener, _ http: HTTP1Channel, _ quiet: Logger) async {
        let places = Places(Self.connections)
        await withDiscardingTaskGroup { tasks in
            do {
                try await listener.executeThenClose { inbound in
                    for try await connection in inbound {
                        await places.take()
                        tasks.addTask {
                            await withGracefulShutdownHandler {
                                await http.handle(value: connection, logger: quiet)
                            } onGracefulShutdown: {
                                // One that answers nothing ends at once, the others after their answer.
                                connection.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
                            }
                            await places.give()
                        }
                    }
                }
            } catch {
                // That is how a listener ends that was closed.
                logger.debug("no more connections: \(error)")
            }
        }
    }
}
