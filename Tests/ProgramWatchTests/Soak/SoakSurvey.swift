import FoundationEssentials
import Intake
import Manifest
import OpenAIAccess
import Outbox
import Roles
import StateFiles
import SystemPackage
import TestSupport

/// What is left in the inbox, and whether the outbox fits it.
///
/// - A content that survives whole and not on hold has one folder, ready, equal to what one run makes of it in another
///   outbox; each of its stages was tried once, and once more for each kill that struck it while it ran and for each
///   change of the captions that it depends on.
/// - A content that went, or is on hold, may have a folder: ready, where the work could end; else as the end of the watcher
///   or of the file left it, as the next drop of the same content would go on from. Then it is not called ready, no stage
///   is done after one that is not, and only where a kill struck it a record says `running`, and an attempt or half a file
///   is left: nobody has the content, so nobody comes to clear it away.
/// - Junk may have a folder with an error.
/// - Nothing else has a folder: no half of a slow copy, no mixture of two files.
struct SoakSurvey {
    private let folders: SoakFolders
    /// The contents that must be ready, with the files that have them.
    private let surviving: [String: [FilePath]]

    init(_ folders: SoakFolders) throws {
        self.folders = folders
        var surviving: [String: [FilePath]] = [:]
        for path in try folders.videos() where try FileFacts.ifPresent(folders.hold(path)) == nil {
            // Hidden files have names of videos too.
            if path.lastComponent?.string.hasPrefix(".") ?? true { continue }
            surviving[Digest.of(try Files.read(path)), default: []].append(path)
        }
        self.surviving = surviving
    }

    /// All that is not as it should be.
    func problems() async throws -> [String] {
        let made = try SoakOutbox(folders.outbox)
        let run = try await Program.smartclip.run(
            ["run", "inbox", "--output", "fresh", "--progress", "none"] + SoakTests.flags,
            in: folders.root
        )
        var problems = run.code == 0 || run.code == 1 ? [] : ["run ended with \(run.code): \(run.errors)"]
        let fresh = try SoakOutbox(folders.root.appending("fresh"))
        if surviving.isEmpty { problems.append("nothing survived, which proves nothing") }
        for (sha256, paths) in surviving { problems += check(sha256, paths, made, fresh) }
        for video in made.videos.values where surviving[video.sha256] == nil { problems += check(gone: video) }
        problems += made.strays.map { "\($0) holds records, and no content has it" }
        problems += made.leftovers.filter { !isExcused($0, made) }.map { "\($0) is left" }
        return problems + (try await findings(made))
    }

    private func check(
        _ sha256: String,
        _ paths: [FilePath],
        _ made: SoakOutbox,
        _ fresh: SoakOutbox
    ) -> [String] {
        let name = paths.map(\.string).joined(separator: ", ")
        guard let content = folders.contents[sha256] else { return ["\(name): the test does not know its content"] }
        guard let video = made.videos[sha256] else { return ["\(name): was never clipped"] }
        guard let expected = fresh.videos[sha256] else { return ["\(name): run makes nothing of it"] }
        var problems: [String] = []
        if video.manifest?.status != .ready {
            problems.append("is \(video.manifest?.status.rawValue ?? "without a manifest"), not ready")
        }
        if let path = video.manifest?.source.path, !paths.contains(where: { $0.string == path }) {
            problems.append("its manifest says that it stands at \(path)")
        }
        problems += video.differences(from: expected).map { "\($0) is not what run makes" }
        for (stage, record) in video.records where record.attempt > content.attempts(stage) {
            problems.append("\(stage.rawValue) was tried \(record.attempt) times instead of \(content.attempts(stage))")
        }
        return problems.map { "\(name) (\(video.folder)): \($0)" }
    }

    private func check(gone video: SoakOutbox.Video) -> [String] {
        let name = "\(video.folder), whose content is gone"
        let isJunk = folders.junk.contains(video.sha256)
        guard let content = folders.contents[video.sha256] ?? (isJunk ? SoakContent(base: 0, isCaptioned: false) : nil)
        else { return ["\(video.folder): was never whole in the inbox"] }
        let isDone = StageName.allCases.allSatisfy { video.records[$0]?.status == .done }
        var problems: [String] = []
        if video.manifest?.status == .ready, !isDone { problems.append("\(name): is called ready and is not") }
        if isJunk, isDone { problems.append("\(name): is junk, and ready") }
        let open = StageName.allCases.first { video.records[$0]?.status != .done }
        for (stage, record) in video.records {
            if record.status == .running, content.strikes[stage] == nil {
                problems.append("\(name): \(stage.rawValue) says that it runs, and was never struck")
            }
            if let open, stage > open, content.captionChanges == 0 {
                problems.append("\(name): \(stage.rawValue) was tried before \(open.rawValue) was done")
            }
        }
        return problems
    }

    /// Whether a half file or an attempt is of a content that nobody has any more and that was struck by a kill.
    private func isExcused(_ path: String, _ made: SoakOutbox) -> Bool {
        folders.contents.contains { sha256, content in
            guard surviving[sha256] == nil, content.isTorn || !content.strikes.isEmpty else { return false }
            if path.hasPrefix(".smartclip/attempts/\(sha256.prefix(16))/") { return true }
            return made.videos[sha256].map { path.hasPrefix($0.folder + "/") } ?? false
        }
    }

    /// What `smartclip verify` finds, save that what nobody has any more is not finished.
    private func findings(_ made: SoakOutbox) async throws -> [String] {
        struct Finding: Decodable {
            let video: String
            let path: String
            let problem: String
        }
        let verify = try await Program.smartclip.run(["verify", "--json", "--output", "outbox"], in: folders.root)
        let unfinished = made.videos.values.filter { surviving[$0.sha256] == nil && $0.manifest?.status != .ready }
        let excused = Set(unfinished.map(\.folder))
        return try verify.output.split(separator: "\n").compactMap { line in
            let finding = try JSONText.decode(Finding.self, from: Data(line.utf8))
            if excused.contains(finding.video), finding.path != "manifest.ndjson" { return nil }
            return "verify: \(finding.video)/\(finding.path): \(finding.problem)"
        }
    }
}
