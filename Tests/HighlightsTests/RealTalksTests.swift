import FoundationEssentials
import Highlights
import TestSupport
import Testing
import Transcript

@Suite(.enabled(if: RealTalks.folder != nil, "the folder of real talks is not beside this package"))
struct RealTalksTests {
    @Test(arguments: LongTables.rows(RealTalks.files))
    func everyRuleHolds(file: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        let captions = try Captions(parsing: bytes, format: .webVTT)
        let sentences = captions.sentences()
        let talk = Talk(
            sentences: sentences,
            events: captions.events(),
            duration: (sentences.last?.end ?? 0) + 10,
            language: nil
        )
        let choice = MomentPicker(talk: talk, rules: Rules()).choose()
        #expect(ChoiceChecks.faults(choice, talk: talk, rules: Rules()) == [])
        #expect(choice.moments.count == 12)
        #expect((24...36).contains(choice.rejected.count))
        let writer = PostWriter(talk: talk)
        for moment in choice.moments {
            #expect(moment.quote.contains { $0.isLetter })
            let post = writer.posts(start: moment.start, end: moment.end, title: moment.title)
            #expect((1...5).contains(post.hashtags.count))
            #expect(!post.caption.isEmpty && post.caption.count <= 360)
        }
    }
}

/// Talks that are kept apart from the package.
enum RealTalks {
    /// `shared/highlights` in a folder above this file.
    static let folder: String? = {
        var folder = URL(filePath: #filePath)
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            let talks = folder.appending(path: "shared/highlights")
            if FileManager.default.fileExists(atPath: talks.path) { return talks.path }
        }
        return nil
    }()

    /// The paths of their captions, sorted.
    static let files: [String] = {
        guard let folder else { return [] }
        // Without the folder the suite is skipped; with an unreadable one the list is empty and a test says so.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/vtt")) ?? []
        return names.filter { $0.hasSuffix(".vtt") }.sorted().map { folder + "/vtt/" + $0 }
    }()
}
