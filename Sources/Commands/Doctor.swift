import ArgumentParser
import Glibc
import Manifest
import Media
import Pipeline
import StateFiles
import SystemPackage

/// `smartclip doctor`
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what is missing: programs, rights, room, credentials.",
        discussion: """
            Nothing is asked of anyone elsewhere, unless --remote is given: then what stands at Mux is compared with the \
            ledgers of this outbox. Exit code 3 where something is missing without which nothing works, 1 where Mux has \
            something that nothing here needs, or lacks something that should be there.
            """
    )

    @OptionGroup var outbox: OutboxOptions

    @Option(
        help: ArgumentHelp(
            "The model for whisper-cli. Default: $WHISPER_MODEL, or the usual places.",
            valueName: "file"
        ),
        completion: .file()
    )
    var whisperModel: String?

    @Flag(help: "Compare what stands at Mux with what this outbox knows of.")
    var remote = false

    @Flag(help: "Print one JSON object a check.")
    var json = false

    /// One thing that was looked at.
    private struct Check: Encodable {
        enum State: String, Encodable {
            case ok, warning, missing
        }

        let name: String
        let state: State
        let detail: String
    }

    func run() async throws {
        let surroundings = try Surroundings().telling()
        var checks = await programs(surroundings)
        checks.append(recogniser(surroundings))
        checks.append(watching())
        checks += try await mux(surroundings)
        checks.append(model(surroundings))
        checks += room(outbox.path(surroundings))
        checks.append(Check(name: "cores", state: .ok, detail: "\(ToolOptions.cores)"))
        var table = Table("CHECK", "STATE", "DETAIL")
        for check in checks {
            if json {
                try Console.write(Array(JSONText.line(check)))
            } else {
                table.add(check.name, check.state.rawValue, check.detail.oneLine)
            }
        }
        for line in table.lines { try Console.print(line) }
        if checks.contains(where: { $0.state == .missing }) { throw ExitCode(3) }
        if remote, checks.contains(where: { $0.name == "mux" && $0.state == .warning }) { throw ExitCode(1) }
    }

    /// Whether host `mux` can be used, and with --remote what stands there.
    private func mux(_ surroundings: Surroundings) async throws -> [Check] {
        let access = MuxAccess(environment: surroundings.variables)
        guard remote else {
            let detail =
                access.hasCredentials
                ? "a token is set; --remote tries it"
                : "only --host mux needs it: set MUX_TOKEN_ID and MUX_TOKEN_SECRET"
            return [Check(name: "mux", state: .ok, detail: detail)]
        }
        let result: RemoteAudit.Result
        do {
            result = try await RemoteAudit(try outbox.open(surroundings), mux: access).run()
        } catch let failure as Failure {
            return [Check(name: "mux", state: .missing, detail: failure.message)]
        }
        let others = result.others == 0 ? "" : "; \(result.others) of other outboxes"
        let all = Check(name: "mux", state: .ok, detail: "\(result.standing) assets stand and are used\(others)")
        return [all]
            + result.broken.map { Check(name: "mux", state: .warning, detail: $0.message) }
            + result.findings.map { finding in
                let of = finding.video.map { " of \($0)" } ?? ""
                return Check(
                    name: "mux",
                    state: .warning,
                    detail: "\(finding.kind.rawValue): \(finding.id)\(of) (\(finding.key))"
                )
            }
    }

    /// Whether analyst `openai` can be used.
    private func model(_ surroundings: Surroundings) -> Check {
        let access = ChatAccess(environment: surroundings.variables)
        let detail =
            access.hasCredentials
            ? "analyst openai would ask \(access.place)"
            : "only --analyst openai needs it: set OPENAI_API_KEY, or OPENAI_BASE_URL to a server of your own"
        return Check(name: "language model", state: .ok, detail: detail)
    }

    private func programs(_ surroundings: Surroundings) async -> [Check] {
        do {
            let tools = try await MediaTools.find(searchPath: surroundings.searchPath, slots: ProcessSlots(1))
            let checks = [
                Check(name: "ffmpeg", state: .ok, detail: "\(tools.version) at \(tools.ffmpegPath)"),
                Check(name: "ffprobe", state: .ok, detail: "\(tools.ffprobePath)"),
            ]
            return checks
        } catch {
            return [Check(name: "ffmpeg", state: .missing, detail: error.description)]
        }
    }

    private func recogniser(_ surroundings: Surroundings) -> Check {
        let advice = "only videos without captions need it; without it their moments are chosen by sound"
        do {
            let found = try Recogniser.find(
                searchPath: surroundings.searchPath,
                model: whisperModel.map { FilePath($0).absolute(in: surroundings.folder) },
                environmentModel: surroundings.variables["WHISPER_MODEL"]
            )
            return Check(name: "whisper-cli", state: .ok, detail: "\(found.path) with \(found.model)")
        } catch {
            return Check(name: "whisper-cli", state: .warning, detail: "\(error); \(advice)")
        }
    }

    private func watching() -> Check {
        let helper = Watch.helper
        guard (try? FileFacts(of: helper))?.kind == .regular else {
            let advice = "without it smartclip watch looks every 10 s"
            return Check(name: "smartclip-inotify", state: .warning, detail: "\(helper) is not there; \(advice)")
        }
        let limit = "fs.inotify.max_user_watches"
        // Where the kernel does not say, the watcher tells when it meets the limit.
        let bytes = (try? Files.read("/proc/sys/fs/inotify/max_user_watches")) ?? []
        let watches = Int(String(decoding: bytes, as: UTF8.self).filter(\.isNumber)).map { "\($0)" } ?? "unknown"
        return Check(name: "smartclip-inotify", state: .ok, detail: "\(helper); \(limit) = \(watches), one a folder")
    }

    private func room(_ root: FilePath) -> [Check] {
        do {
            let free = try Space.free(at: root)
            let gigabytes = "\((Double(free) / 1e9 * 10).rounded() / 10) GB free at \(root)"
            let room = Check(name: "room", state: free < 1_000_000_000 ? .warning : .ok, detail: gigabytes)
            guard try FileFacts.ifPresent(root) != nil else {
                return [room, toBeMade(root)]
            }
            _ = try Outbox(writing: root)
            return [room, Check(name: "outbox", state: .ok, detail: "\(root) can be written")]
        } catch {
            return [Check(name: "outbox", state: .missing, detail: error.description)]
        }
    }

    /// Whether the first run can make the outbox.
    private func toBeMade(_ root: FilePath) -> Check {
        if let problem = Outbox.problemWithWriting(at: root) {
            return Check(name: "outbox", state: .missing, detail: problem.description)
        }
        return Check(name: "outbox", state: .ok, detail: "\(root) is made by the first run")
    }
}
