import ArgumentParser
import Concurrency
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

/// `smartclip plan`
struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what run would do, and does nothing.",
        discussion: """
            Give it the same paths and options as run. Files that are new are read once to know them. It exits as run \
            would, as far as that can be known beforehand.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Videos, folders to look for videos in, and mux:ASSET_ID for videos that are at Mux already.",
            valueName: "paths"
        ),
        completion: .file()
    )
    var paths: [String]

    @OptionGroup var outbox: OutboxOptions

    @OptionGroup(title: "What the operator decides") var operators: OperatorOptions

    @OptionGroup var settings: SettingOptions

    @Option(
        help: ArgumentHelp("Leave files that changed less than this many seconds ago for later.", valueName: "s")
    )
    var settle: Int = 0

    @Flag(help: "Print one JSON object a video.")
    var json = false

    /// What would be done for one video, for a program.
    private struct Line: Encodable {
        struct Step: Encodable {
            let stage: StageName
            let reason: String
            let detail: String
        }

        let video: String
        let source: String
        let stages: [Step]
        let clipsToCut: Int?
        let shapesToMake: Int?
        let cuts: [Cut]
        let cost: Cost?
        /// By the name of each host elsewhere.
        let estimates: [(host: String, estimate: (any HostEstimate)?)]
        let asksModel: Bool
        let captions: String?
        let duplicateOf: String?
        let error: Failure?

        struct Cut: Encodable {
            let moment: String
            let method: String
            let reason: String?
            let copiedFrames: Int?
            let encodedFrames: Int?

            init(_ cut: PlannedVideo.Cut) {
                moment = cut.moment
                switch cut.way {
                case .exact(let why): (method, reason, copiedFrames, encodedFrames) = ("exact", why, nil, nil)
                case .smart(let copied, let encoded):
                    (method, reason, copiedFrames, encodedFrames) = ("smart", nil, copied, encoded)
                }
            }

            private enum CodingKeys: String, CodingKey {
                case moment, method, reason
                case copiedFrames = "copied_frames"
                case encodedFrames = "encoded_frames"
            }
        }

        private struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }

            init?(intValue: Int) { nil }
        }

        func encode(to encoder: any Encoder) throws {
            var line = encoder.container(keyedBy: Key.self)
            func encode(_ value: (some Encodable)?, _ key: String) throws {
                try line.encode(value, forKey: Key(stringValue: key))
            }
            try encode(video, "video")
            try encode(source, "source")
            try encode(stages, "stages")
            try encode(clipsToCut, "clips_to_cut")
            try encode(shapesToMake, "shapes_to_make")
            try encode(cuts, "cuts")
            try encode(cost, "cost")
            for (host, estimate) in estimates {
                guard let estimate else {
                    try line.encodeNil(forKey: Key(stringValue: host))
                    continue
                }
                try encode(estimate, host)
            }
            try encode(asksModel, "asks_model")
            try encode(captions, "captions")
            try encode(duplicateOf, "duplicate_of")
            try encode(error, "error")
        }

        init(_ planned: PlannedVideo, _ hosts: [any RemoteHost]) {
            video = planned.video
            source = String(decoding: planned.source)
            stages = planned.steps.map {
                Step(stage: $0.stage, reason: $0.reason.word, detail: $0.reason.description)
            }
            // Host local and analyst extractive ask nobody for anything; how often a host must be asked nobody knows beforehand, nor what a
            // model must be shown where there is no transcript yet.
            cost = planned.isElsewhere(hosts) || planned.isTranscribed ? nil : planned.estimate.map(\.cost) ?? Cost()
            estimates = hosts.map { host in
                (host.name.rawValue, host.name == planned.host ? planned.hostEstimate : nil)
            }
            asksModel = planned.estimate != nil
            clipsToCut = planned.clips
            shapesToMake = planned.shapes
            cuts = planned.cuts.map(Cut.init)
            captions = planned.captions
            duplicateOf = planned.duplicateOf
            error = planned.failure
        }
    }

    func run() async throws {
        let named = try NamedVideos(self.paths)
        let paths = named.paths
        let surroundings = try Surroundings(inboxes: paths).telling()
        let resolver = try operators.resolver(settings.given, surroundings)
        _ = try resolver.defaults()
        try outbox.check(paths, surroundings)
        let services = surroundings.services
        let tools: Result<MediaTools, any Error>
        do {
            let found = try await MediaTools.find(
                searchPath: surroundings.searchPath,
                cutter: HelperPlace.cutter,
                slots: ProcessSlots(ToolOptions.cores)
            )
            tools = .success(found)
        } catch {
            tools = .failure(error)
        }
        let planner = Planner(
            outbox: outbox.path(surroundings),
            services: services,
            // Without them less is said of what would be done, and at the end that none of it can be.
            tools: try? tools.get(),
            settle: settle
        )
        let (videos, refused, skipped) = try await planner.plan(paths, resolver, assets: named.assets)
        for video in videos {
            if json {
                try Console.write(Array(JSONText.line(Line(video, services.remoteHosts))))
            } else {
                for line in lines(video) { try Console.print(line) }
            }
        }
        for skipped in skipped { Console.error("\(skipped.path.shown): \(skipped.reason)") }
        for refusal in refused { Console.error(refusal.description) }
        if videos.isEmpty, !json { Console.error("no videos found", prefixed: false) }
        if !json, !videos.isEmpty {
            let open = videos.count { !$0.steps.isEmpty }
            try Console.print("\(open) of \(videos.count) to do; \(Self.elsewhere(videos, services.remoteHosts))")
        }
        let outbox = Outbox.problemWithWriting(at: outbox.path(surroundings)).map { Failure.of($0) }
        if let outbox { Console.error(outbox.message) }
        var missing: Failure?
        if case .failure(let error) = tools { missing = Failure.of(error) }
        if let missing { Console.error(missing.message) }
        let failures =
            videos.compactMap { $0.failure?.class } + refused.map(\.class)
            + [outbox?.class, missing?.class].compactMap { $0 }
        let code = RunSummary.exitCode(of: failures)
        if code != 0 { throw ExitCode(code) }
    }

    /// What would be done on other machines.
    private static func elsewhere(_ videos: [PlannedVideo], _ hosts: [any RemoteHost]) -> String {
        let sent = hosts.map { host in (host.place, videos.filter { $0.isElsewhere([host]) }) }.filter { !$1.isEmpty }
        let estimates = videos.compactMap(\.estimate)
        let heard = videos.count(where: \.isTranscribed)
        if sent.isEmpty, estimates.isEmpty, heard == 0 { return "no requests, no tokens, nothing leaves this machine" }
        var parts: [String] = []
        if heard > 0 { parts.append("the sound of \(heard) to a server that transcribes, unless they hold captions") }
        for (place, videos) in sent {
            let begun = videos.filter { video in video.steps.contains { $0.stage == .upload } }
            let there = begun.count(where: \.isAtItsHost)
            let uploads = "\(begun.count - there) to be uploaded to \(place) unless they are there"
            let taken = there > 0 ? ["\(there) that \(there == 1 ? "is" : "are") at \(place) already"] : []
            parts += (there == begun.count && there > 0 ? [] : [uploads]) + taken
            parts[parts.count - 1] += ", where each new clip is an asset too"
        }
        parts.append(estimates.isEmpty ? "no tokens" : tokens(estimates))
        return parts.joined(separator: "; ")
    }

    /// What language models would be asked.
    private static func tokens(_ estimates: [AnalystEstimate]) -> String {
        let sum = estimates.compactMap(\.cost).reduce(Cost()) { $0 + $1 }
        let unknown = estimates.count { $0.cost == nil }
        var text =
            "about \(sum.tokensIn) tokens to a language model and \(sum.tokensOut) back in \(sum.requests) requests"
        if let usd = sum.usd { text += ", $\((usd * 10_000).rounded() / 10_000)" }
        if unknown > 0 { text += ", and more for \(unknown) that have no transcript yet" }
        return text
    }

    private static func words(_ way: CutForecast) -> String {
        switch way {
        case .exact(let reason): "all encoded" + (reason.map { ", as \($0)" } ?? "")
        case .smart(let copied, let encoded): "\(copied) frames copied, \(encoded) encoded"
        }
    }

    private func lines(_ video: PlannedVideo) -> [String] {
        if let other = video.duplicateOf {
            return ["\(String(decoding: video.source).oneLine): same content as \(other)"]
        }
        var lines: [String] = []
        if let failure = video.failure { lines.append("\(video.video): stays as it is: \(failure.message)") }
        if video.steps.isEmpty { return lines.isEmpty ? ["\(video.video): done"] : lines }
        lines.append("\(video.video):")
        for step in video.steps {
            var clips = step.stage == .clip ? video.clips.map { ", \($0) to cut" } ?? "" : ""
            if step.stage == .clip, let shapes = video.shapes, shapes > 0 {
                clips += ", \(shapes) \(shapes == 1 ? "shape" : "shapes") to make"
            }
            lines.append("  \(step.stage.rawValue) (\(step.reason)\(clips))")
            if step.stage == .clip { lines += video.cuts.map { "    \($0.title.oneLine): \(Self.words($0.way))" } }
            if step.stage == .upload, video.fetched != nil {
                lines.append("    its largest MP4 at Mux is read into the outbox, and asked for there if there is none")
            }
            if step.stage == .upload, let estimate = video.hostEstimate { lines.append("    \(estimate)") }
            if step.stage == .fetchVTT, let captions = video.captions { lines.append("    words: \(captions)") }
        }
        return lines
    }
}

extension PlannedVideo {
    /// Whether it stands where its clips would be made.
    fileprivate var isAtItsHost: Bool { fetched != nil || isCopy }

    /// Whether any step would ask one of these hosts for something.
    fileprivate func isElsewhere(_ hosts: [any RemoteHost]) -> Bool {
        hosts.contains { $0.name == host } && steps.contains { $0.stage != .analyze && $0.stage != .caption }
    }
}
