import ArgumentParser
import Daemon
import FolderWatch
import FoundationEssentials
import Glibc
import Intake
import Logging
import Manifest
import Outbox
import Pipeline
import ServiceLifecycle
import Settings
import StateFiles
import SystemPackage
import UnixSignals
import Watching

/// `smartclip watch`
struct Watch: AsyncParsableCommand, TakesSignals {
    static let configuration = CommandConfiguration(
        abstract: "Clips every video that comes into a folder, for ever.",
        discussion: """
            A video is taken when it is whole: when it has been still for a while and can be read to its end. \
            NAME.mp4.hold beside it holds it back, NAME.mp4.ready or a rename into place says that it is whole. Saving \
            moments.json, captions or a .smartclip.yaml makes what depends on it anew. smartclip status says what waits, \
            and why. SIGTERM and SIGINT let the stages that run end, a second SIGINT ends at once, SIGHUP reads the \
            settings again.

            All options may also stand in a configuration file (on_ready: and on_error: there may be lists, a program and \
            its arguments) and in SMARTCLIP_… variables.
            """
    )

    @Argument(help: "The folder to watch.", completion: .directory)
    var inbox: String

    @OptionGroup var outbox: OutboxOptions

    @OptionGroup(title: "What the operator decides") var operators: OperatorOptions

    @Flag(help: "End when nothing is left to do.")
    var once = false

    @Flag(help: "Serve the review desk beside it (see smartclip serve); uploads land in the folder that is watched.")
    var serve = false

    @OptionGroup(title: "The desk, with --serve") var desk: DeskOptions

    @OptionGroup(title: "Watching") var watching: WatchFlags

    @OptionGroup var settings: SettingOptions

    @OptionGroup(title: "How the work goes") var tools: ToolOptions

    func run() async throws {
        // From here on signals are kept until the services run, and then carried out.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        let root = root
        let surroundings = try Surroundings(inboxes: [root])
        let made = try make(surroundings)
        let log = WatchLog(made.settings, environment: surroundings.variables)
        let notifier = ServiceNotifier(environment: surroundings.variables)
        let metrics = made.settings.metricsFile.map { WatchMetrics(to: $0) }
        for note in surroundings.notes { log.logger.warning("\(note)") }
        try self.outbox.check([root], surroundings)
        let outbox = try self.outbox.make(surroundings)
        let reporter = WatchReporter(log: log, notifier: notifier, metrics: metrics, outbox: outbox.root)
        let hooks = try WatchHooks(made.settings, outbox: outbox.root, log: log) { metrics?.countHookFailure() }
        let watcher = try Watcher(
            inbox: root,
            outbox: outbox,
            tools: try await tools.find(surroundings),
            services: surroundings.services,
            resolver: made.resolver,
            options: options(made.settings, hooks),
            scratch: try tools.scratchFolder(surroundings),
            report: { reporter.report($0) }
        )
        let result = WatcherService.Result()
        let service = WatcherService(watcher: watcher, heartbeat: reporter.heartbeat, result: result)
        let desk = try serve ? deskService(outbox.root, surroundings, log) : nil
        try await run(service, desk, signs(root, outbox.root, made.settings), made.settings, log, signals) {
            await reload(watcher, made.settings, outbox.root, log, metrics, notifier)
        }
        guard let summary = try result.summary, once else { return }
        if summary.exitCode != 0 { throw ExitCode(summary.exitCode) }
    }

    /// Runs the services until they end, and passes signals on to them.
    private func run(
        _ service: WatcherService,
        _ desk: DeskService?,
        _ signs: FolderSigns,
        _ settings: WatchSettings,
        _ log: WatchLog,
        _ signals: UnixSignalsSequence,
        reload: @escaping @Sendable () async -> Void
    ) async throws {
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(
                service: service,
                successTerminationBehavior: .gracefullyShutdownGroup,
                failureTerminationBehavior: .gracefullyShutdownGroup
            )
        ]
        if once {
            service.watcher.take(.everything("once"))
        } else {
            services.append(
                .init(
                    service: SignsService(signs: signs, watcher: service.watcher),
                    failureTerminationBehavior: .gracefullyShutdownGroup
                )
            )
        }
        // The last one ends first.
        if let desk { services.append(.init(service: desk, failureTerminationBehavior: .gracefullyShutdownGroup)) }
        // What the group itself logs is of no use to an operator.
        var quiet = log.logger
        quiet.logLevel = .critical
        var configuration = ServiceGroupConfiguration(services: services, logger: quiet)
        configuration.maximumGracefulShutdownDuration = .seconds(settings.grace)
        configuration.maximumCancellationDuration = .seconds(15)
        let group = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask {
                var isStopping = false
                for await signal in signals {
                    switch signal {
                    case .sighup: await reload()
                    case .sigint where isStopping: _exit(130)
                    default:
                        isStopping = true
                        await group.triggerGracefulShutdown()
                    }
                }
            }
            // After the services have ended, or the task was cancelled, nobody waits for signals.
            _ = try await tasks.next()
            tasks.cancelAll()
        }
    }

    private func deskService(
        _ outbox: FilePath,
        _ surroundings: Surroundings,
        _ log: WatchLog
    ) throws -> DeskService {
        DeskProgramFile.passOn(surroundings)
        var desk = desk
        desk.inbox = desk.inbox ?? root.string
        return DeskService(
            program: try DeskProgramFile.path,
            arguments: try desk.arguments(outbox, operators, surroundings),
            grace: desk.stopWithin,
            logger: log.logger
        )
    }

    func validate() throws {
        if serve, once { throw ValidationError("--serve is for ever, and --once is not; choose one") }
    }

    private var root: FilePath { FilePath(argument: inbox).absolute(in: Files.currentFolder) }

    /// What was chosen, read again at each reload.
    private struct Made {
        let settings: WatchSettings
        let resolver: SettingsResolver
    }

    private func make(_ surroundings: Surroundings) throws -> Made {
        let configuration = try operators.configuration(surroundings)
        let resolver = try operators.resolver(settings.given, surroundings, configuration)
        _ = try resolver.defaults()
        let watch = try WatchSettings(
            flags: watching.given,
            environment: surroundings.variables,
            configuration: configuration,
            folder: surroundings.folder
        )
        return Made(settings: watch, resolver: resolver)
    }

    private func options(_ settings: WatchSettings, _ hooks: WatchHooks) -> WatchOptions {
        WatchOptions(
            quiet: settings.quiet,
            jobs: tools.slots,
            minFree: settings.minFree,
            isOnce: once,
            hook: hooks.hook
        )
    }

    private func signs(_ inbox: FilePath, _ outbox: FilePath, _ settings: WatchSettings) -> FolderSigns {
        FolderSigns(
            roots: [
                WatchedRoot(inbox, skipped: ForeignNames.folders), WatchedRoot(outbox, skipped: ["clips", "state"]),
            ],
            helper: Self.helper,
            plan: FolderSigns.Plan(poll: settings.poll.map { .seconds($0) })
        )
    }

    /// `smartclip-inotify`, which stands beside this program.
    static var helper: FilePath { HelperPlace.beside("smartclip-inotify") }

    /// Reads all settings again. Where some are wrong, that is logged, and the settings of before stay.
    private func reload(
        _ watcher: Watcher,
        _ old: WatchSettings,
        _ outbox: FilePath,
        _ log: WatchLog,
        _ metrics: WatchMetrics?,
        _ notifier: ServiceNotifier?
    ) async {
        notifier?.send(.reloading)
        do {
            let surroundings = try Surroundings(inboxes: [root])
            for note in surroundings.notes { log.logger.warning("\(note)") }
            let made = try make(surroundings)
            let hooks = try WatchHooks(made.settings, outbox: outbox, log: log) { metrics?.countHookFailure() }
            watcher.reload(made.resolver, options(made.settings, hooks))
            for key in made.settings.lasting(differingFrom: old) {
                log.logger.warning("\(key.rawValue) is another now, which counts from the next start")
            }
        } catch {
            log.logger.error("\(error); the settings of before stay")
        }
        notifier?.send(.ready)
    }
}
