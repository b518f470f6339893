import FoundationEssentials
import Manifest
import Testing

@Suite(
    .timeLimit(.minutes(2)),
    .enabled("python3 with jsonschema is not installed") { await Python.has("jsonschema") }
)
struct SchemaTests {
    private typealias Document = SchemaValidator.Document

    @Test("Every value that the types can write is valid")
    func acceptsWhatIsWritten() async throws {
        var presences = [SampleMaker.Presence.all, .none]
        presences += (1...10).map { .random(seed: $0) }
        var documents: [Document] = []
        for presence in presences {
            var maker = SampleMaker(presence)
            for status in VideoStatus.allCases {
                let manifest = maker.manifest(status)
                documents.append(try Document(.manifest, manifest))
                documents.append(try Document(.indexLine, IndexLine(manifest, folder: "talks/keynote")))
            }
            documents.append(try Document(.moments, maker.momentsFile()))
            documents.append(try Document(.watch, maker.watchStatus()))
            documents.append(try Document(.ledger, maker.ledger()))
            documents.append(try Document(.spendingLine, maker.spendingLine()))
            for stage in StageName.allCases {
                for status in [StageRecord.Status.running, .done, .failed] {
                    documents.append(try Document(.stageRecord, maker.record(stage, status)))
                }
            }
        }
        let problems = try await SchemaValidator.problems(of: documents)
        #expect(problems.count == documents.count)
        for (document, problems) in zip(documents, problems) {
            #expect(problems.isEmpty, "\(document.schema): \(document.text)")
        }
    }

    @Test("A person may leave out of moments.json all but the times, and add keys")
    func acceptsEditedMoments() async throws {
        let documents = [
            #"{"moments": []}"#,
            #"{"moments": [{"start_time": 1, "end_time": 2.5}]}"#,
            #"{"moments": [{"start_time": 0, "end_time": 2, "note": "ask Anna"}], "mine": [1]}"#,
            ##"{"moments": [{"start_time": 0, "end_time": 2, "caption": null, "hashtags": ["#a"]}], "rejected": [{}]}"##,
        ].map { Document(.moments, text: $0) }
        let problems = try await SchemaValidator.problems(of: documents)
        #expect(problems == documents.map { _ in [] })
    }

    @Test("Wrong documents are refused, each for its own fault")
    func refusesMutations() async throws {
        var maker = SampleMaker(.all)
        let manifest = maker.manifest(.error)
        let line = IndexLine(manifest, folder: "talks/keynote")
        let moments = maker.momentsFile()
        let watch = maker.watchStatus()
        let ledger = maker.ledger()
        let spending = maker.spendingLine()
        let records = Dictionary(uniqueKeysWithValues: StageName.allCases.map { ($0, maker.record($0, .done)) })
        let documents = try SchemaMutation.all.map { mutation in
            switch mutation.target {
            case .manifest: try Document(.manifest, manifest, change: mutation.change)
            case .moments: try Document(.moments, moments, change: mutation.change)
            case .indexLine: try Document(.indexLine, line, change: mutation.change)
            case .watch: try Document(.watch, watch, change: mutation.change)
            case .ledger: try Document(.ledger, ledger, change: mutation.change)
            case .spendingLine: try Document(.spendingLine, spending, change: mutation.change)
            case .record(let stage): try Document(.stageRecord, records[stage], change: mutation.change)
            }
        }
        let problems = try await SchemaValidator.problems(of: documents)
        #expect(problems.count == SchemaMutation.all.count)
        for (mutation, problems) in zip(SchemaMutation.all, problems) {
            #expect(problems == [mutation.problem], "\(mutation.target) \(mutation.change)")
        }
    }
}
