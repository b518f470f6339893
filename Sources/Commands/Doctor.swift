import ArgumentParser
import Concurrency
import Glibc
import Installation
import Intake
import Manifest
import Media
import OpenAIAccess
import Outbox
import Pipeline
import Roles
import Settings
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

    @OptionGroup var data: DataOptions

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
        /// Whether it is about a host elsewhere.
        var isRemote = false

        private enum CodingKeys: String, CodingKey {
            case name, state, detail
        }
    }

    func run() async throws {
        let surroundings = try Surroundings().telling()
        var checks = await programs(surroundings)
        let speech = speech(data.folder(surroundings))
        checks.append(speech)
        checks.append(faces(data.folder(surroundings)))
        checks.append(whisperCLI(surroundings, isNeeded: speech.state != .ok))
        checks.append(watching())
        for host in surroundings.services.remoteHosts { checks += try await self.host(host, surroundings) }
        checks.append(model(surroundings))
        checks += room(outbox.path(surroundings), try outbox.way(surroundings))
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
        if remote, checks.contains(where: { $0.isRemote && $0.state == .warning }) { throw ExitCode(1) }
    }

    /// Whether a host elsewhere can be used, and with --remote what stands there.
    private func host(_ host: any RemoteHost, _ surroundings: Surroundings) async throws -> [Check] {
        let name = host.name.rawValue
        func check(_ state: Check.State, _ detail: String) -> Check {
            Check(name: name, state: state, detail: detail, isRemote: true)
        }
        guard remote else {
            let (areSet, names) = host.credentials
            return [
                check(.ok, areSet ? "a token is set; --remote tries it" : "only --host \(name) needs it: set \(names)")
            ]
        }
        let audit: RemoteAudit
        do {
            audit = try await host.audit(try outbox.open(surroundings))
        } catch let failure as Failure {
            return [check(.missing, failure.message)]
        }
        let others = audit.others == 0 ? "" : "; \(audit.others) of other outboxes"
        return [check(.ok, "\(audit.standing) assets stand and are used\(others)")]
            + audit.broken.map { check(.warning, $0.message) }
            + audit.findings.map { finding in
                let of = finding.video.map { " of \($0)" } ?? ""
                return check(.warning, "\(finding.kind.rawValue): \(finding.id)\(of) (\(finding.key))")
            }
    }

    /// Whether analyst `openai` can be used.
    private func model(_ surroundings: Surroundings) -> Check {
        let access = OpenAIAccess(environment: surroundings.variables)
        let detail =
            access.hasCredentials
            ? "analyst openai would ask \(access.place)"
            : "only --analyst openai needs it: set OPENAI_API_KEY, or OPENAI_BASE_URL to a server of your own"
        return Check(name: "language model", state: .ok, detail: detail)
    }

    private func programs(_ surroundings: Surroundings) async -> [Check] {
        do {
            let tools = try await MediaTools.find(
                searchPath: surroundings.searchPath,
                cutter: HelperPlace.cutter,
                slots: ProcessSlots(1)
            )
            let checks = [
                Check(name: "ffmpeg", state: .ok, detail: "\(tools.version) at \(tools.ffmpegPath)"),
                Check(name: "ffprobe", state: .ok, detail: "\(tools.ffprobePath)"),
                await cutter(tools),
            ]
            return checks
        } catch {
            return [Check(name: "ffmpeg", state: .missing, detail: error.description)]
        }
    }

    /// The helper that copies pictures is there, and its libraries are.
    private func cutter(_ tools: MediaTools) async -> Check {
        let advice = "without it all of every clip is encoded"
        do throws(MediaError) {
            guard let found = try await tools.cutterVersion() else {
                let place = HelperPlace.cutter
                return Check(name: "smartclip-cut", state: .warning, detail: "\(place) is not there; \(advice)")
            }
            return Check(name: "smartclip-cut", state: .ok, detail: "with ffmpeg \(found) at \(HelperPlace.cutter)")
        } catch {
            return Check(name: "smartclip-cut", state: .warning, detail: "\(error); \(advice)")
        }
    }

    /// What `setup speech` made, every file of it read.
    private func speech(_ folder: DataFolder) -> Check {
        let advice = "only videos without captions need it"
        do throws(InstallationError) {
            let usual = try InstalledSpeech.find(in: folder)
            try usual.verifyAll()
            let others = usual.models.filter { $0 != usual.model.name }
            let models = ([usual.model.name] + others).joined(separator: ", ")
            let detail =
                "model \(models); Python \(usual.pythonVersion); \(DiskUse.text(usual.bytesOnDisk)) in \(folder.path)"
            guard usual.isCurrent else {
                let renew = "its packages are those of another version of smartclip; smartclip setup speech renews them"
                return Check(name: "speech", state: .warning, detail: "\(detail); \(renew)")
            }
            return Check(name: "speech", state: .ok, detail: detail)
        } catch {
            return Check(name: "speech", state: .warning, detail: "\(error); \(advice)")
        }
    }

    /// What `setup faces` made, every file of it read.
    private func faces(_ folder: DataFolder) -> Check {
        do throws(InstalledFacesError) {
            let found = try InstalledFaces.find(in: folder)
            try found.verify()
            let detail = "YuNet; Python \(found.pythonVersion); \(DiskUse.text(found.bytesOnDisk)) in \(folder.path)"
            guard found.isCurrent else {
                let renew = "its packages are those of another version of smartclip; smartclip setup faces renews them"
                return Check(name: "faces", state: .warning, detail: "\(detail); \(renew)")
            }
            return Check(name: "faces", state: .ok, detail: detail)
        } catch {
            // Formats of the source's own shape do without it.
            let state: Check.State = if case .absent = error { .ok } else { .warning }
            return Check(name: "faces", state: state, detail: "\(error); only other shapes than the source's need it")
        }
    }

    /// The second way to words. Where `setup speech` is done nobody misses it.
    private func whisperCLI(_ surroundings: Surroundings, isNeeded: Bool) -> Check {
        let advice = "only videos without captions need it; without it their moments are chosen by sound"
        do {
            let found = try WhisperCLI.find(
                searchPath: surroundings.searchPath,
                model: whisperModel.map { FilePath($0).absolute(in: surroundings.folder) },
                environmentModel: surroundings.variables["WHISPER_MODEL"]
            )
            return Check(name: "whisper-cli", state: .ok, detail: "\(found.path) with \(found.model)")
        } catch {
            return isNeeded
                ? Check(name: "whisper-cli", state: .warning, detail: "\(error); \(advice)")
                : Check(name: "whisper-cli", state: .ok, detail: "not needed beside setup speech; \(error)")
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

    private func room(_ root: FilePath, _ way: Sharing) -> [Check] {
        do {
            let free = try Space.free(at: root)
            let gigabytes = "\((Double(free) / 1e9 * 10).rounded() / 10) GB free at \(root)"
            let room = Check(name: "room", state: free < 1_000_000_000 ? .warning : .ok, detail: gigabytes)
            guard try FileFacts.ifPresent(root) != nil else {
                return [room, toBeMade(root)]
            }
            // Whether machines share it is for those to say that work on it.
            let outbox = try Outbox(writing: root, sharing: .locks)
            let isWritable = Check(name: "outbox", state: .ok, detail: "\(root) can be written")
            return [room, isWritable, sharing(try SharingReport(of: outbox), way)]
        } catch {
            return [Check(name: "outbox", state: .missing, detail: error.description)]
        }
    }

    /// Whether other machines may work on the outbox at the same time.
    private func sharing(_ report: SharingReport, _ way: Sharing) -> Check {
        let (verdict, detail) = report.told(way)
        let state: Check.State =
            switch verdict {
            case .safe: .ok
            case .doubtful: .warning
            case .unsafe: .missing
            }
        return Check(name: "sharing", state: state, detail: detail)
    }

    /// Whether the first run can make the outbox.
    private func toBeMade(_ root: FilePath) -> Check {
        if let problem = Outbox.problemWithWriting(at: root) {
            return Check(name: "outbox", state: .missing, detail: problem.description)
        }
        return Check(name: "outbox", state: .ok, detail: "\(root) is made by the first run")
    }
}
