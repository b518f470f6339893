/// `state/N-STAGE.json`: what a stage did, and how to tell whether it is still done.
public struct StageRecord: Codable, Sendable, Equatable {
    /// Where a stage stands.
    public enum Status: String, Codable, Sendable, CaseIterable {
        /// It began. Where no process holds the video's lock, it was interrupted and is done again.
        case running
        case done
        case failed
    }

    /// The version of this layout.
    public static let schemaVersion = 1

    /// The version of the layout it was written in.
    public var schemaVersion: Int
    /// The stage.
    public var stage: StageName
    /// Where it stands.
    public var status: Status
    /// Counts the tries, from 1.
    public var attempt: Int
    /// How many tries in a row have failed with the same inputs; nil where the last one did not.
    @OrNull public var failedTries: Int?
    /// When this try began.
    public var startedAt: Timestamp
    /// When it ended.
    @OrNull public var finishedAt: Timestamp?
    /// SHA-256 of the stage's version, the options it reads and the digests of its inputs.
    public var fingerprint: String
    /// Who did it.
    @OrNull public var engine: Engine?
    /// What it made. While it runs: what an earlier try made, which it will replace.
    public var outputs: [OutputFile]
    /// Ids of what it made elsewhere, by kind.
    public var remoteIds: [String: String]
    /// What it used up.
    public var cost: Cost
    /// Why it failed.
    @OrNull public var failure: Failure?
    /// What it found out, by the stage.
    @OrNull public var result: StageResult?
    /// What a user should know of it that no other file of the video says; absent where there is nothing.
    public var notes: [String]?

    /// A record of a try that begins.
    public init(stage: StageName, attempt: Int, startedAt: Timestamp, fingerprint: String) {
        schemaVersion = Self.schemaVersion
        self.stage = stage
        status = .running
        self.attempt = attempt
        self.startedAt = startedAt
        self.fingerprint = fingerprint
        outputs = []
        remoteIds = [:]
        cost = Cost()
    }

    private enum CodingKeys: String, CodingKey {
        case stage, status, attempt, fingerprint, engine, outputs, cost, failure, result, notes
        case schemaVersion = "schema_version"
        case failedTries = "failed_tries"
        case startedAt = "started_at"
        case finishedAt = "finished_at"
        case remoteIds = "remote_ids"
    }
}

/// What a stage found out: an object with one key, which names the kind.
public enum StageResult: Sendable, Equatable {
    /// Upload: the source, not yet probed.
    case source(Source)
    /// Await asset: the source, probed.
    case asset(Asset)
    /// Fetch VTT.
    case transcript(TranscriptResult)
    /// Analyze.
    case analysis(AnalysisResult)
    /// Clip: in the order of the moments.
    case clips([ClipResult])
    /// Caption: in the order of the moments.
    case captions([CaptionResult])
}

extension StageResult: Codable {
    private enum CodingKeys: String, CodingKey {
        case source, asset, transcript, analysis, clips, captions
    }

    /// Reads the one key.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an object with one key of a known kind")
            )
        }
        switch container.allKeys.first {
        case .source: self = .source(try container.decode(Source.self, forKey: .source))
        case .asset: self = .asset(try container.decode(Asset.self, forKey: .asset))
        case .transcript: self = .transcript(try container.decode(TranscriptResult.self, forKey: .transcript))
        case .analysis: self = .analysis(try container.decode(AnalysisResult.self, forKey: .analysis))
        case .clips: self = .clips(try container.decode([ClipResult].self, forKey: .clips))
        case .captions: self = .captions(try container.decode([CaptionResult].self, forKey: .captions))
        case nil:
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "an object of no known kind")
            )
        }
    }

    /// Writes the one key.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .source(let value): try container.encode(value, forKey: .source)
        case .asset(let value): try container.encode(value, forKey: .asset)
        case .transcript(let value): try container.encode(value, forKey: .transcript)
        case .analysis(let value): try container.encode(value, forKey: .analysis)
        case .clips(let value): try container.encode(value, forKey: .clips)
        case .captions(let value): try container.encode(value, forKey: .captions)
        }
    }
}

extension StageRecord {
    /// Whether the stage made a file of this path with this content.
    public func wrote(_ path: String, sha256: String) -> Bool {
        outputs.contains { $0.path == path && $0.sha256 == sha256 }
    }
}
