import FoundationEssentials
import HTTPTypes
import Manifest
import Outbox
import StateFiles

/// Changes `moments.json` as an editor by hand would. One change at a time; what another changed meanwhile stays, and is told.
actor MomentsWriter {
    /// What came of a change.
    struct Saved: Sendable {
        let page: MomentsPage
        /// Whether anything is another now.
        let isChanged: Bool
    }

    /// Puts other moments, and where they are given other candidates, in the place of those of a state that the sender has seen.
    func replace(
        _ moments: [JSONTree],
        rejected: [JSONTree]?,
        of known: KnownVideo,
        if match: String
    ) throws -> Saved {
        let page = try MomentsPage(of: known)
        try Self.check(match, page)
        var tree = page.tree
        tree["moments"] = .array(moments.map { Self.withHistory($0, of: page) })
        if let rejected { tree["rejected"] = .array(rejected) }
        return try write(tree, over: page, known)
    }

    /// Changes some values of one moment.
    func change(_ values: [String: JSONTree], of id: String, in known: KnownVideo, if match: String?) throws -> Saved {
        let page = try MomentsPage(of: known)
        if let match { try Self.check(match, page) }
        var moments = page.tree["moments"]?.elements ?? []
        guard let index = page.edit?.moments.firstIndex(where: { $0.id == id }), moments.indices.contains(index) else {
            throw Problem.notFound("video \(page.video.id.short) has no moment \(id.oneLine)")
        }
        for (key, value) in values { moments[index][key] = value }
        // Its name, where a person gave none: by its old start it would be another.
        moments[index]["id"] = .string(id)
        var tree = page.tree
        tree["moments"] = .array(moments)
        return try write(tree, over: page, known)
    }

    /// A moment that is sent without what remarks changed keeps it.
    private static func withHistory(_ moment: JSONTree, of page: MomentsPage) -> JSONTree {
        guard case .string(let id)? = moment["id"], moment["history"] == nil,
            let index = page.edit?.moments.firstIndex(where: { $0.id == id }),
            let history = page.tree["moments"]?.elements?[index]["history"]
        else { return moment }
        var moment = moment
        moment["history"] = history
        return moment
    }

    private static func check(_ match: String, _ page: MomentsPage) throws {
        if page.validator.isIn(match, isWeak: false) { return }
        throw try changed(page)
    }

    /// Somebody else was quicker: what stands there now is told.
    private static func changed(_ page: MomentsPage) throws -> Problem {
        var problem = Problem(
            .preconditionFailed,
            "changed-meanwhile",
            "\(page.video.folder.name)/\(VideoFolder.moments) was changed meanwhile; look at it, and save again",
            members: ["current": .object(try page.document)]
        )
        problem.fields[.eTag] = page.validator.text
        return problem
    }

    private func write(_ tree: JSONTree, over page: MomentsPage, _ known: KnownVideo) throws -> Saved {
        if tree == page.tree { return Saved(page: page, isChanged: false) }
        let bytes = Array(try JSONText.file(tree))
        let duration: Double
        do throws(Failure) {
            duration = try page.video.asset().duration
        } catch {
            throw Problem.conflict(
                "not-known-yet",
                "the length of video \(page.video.id.short) is not known yet; wait until it is"
            )
        }
        let problems: [MomentsProblem]
        do throws(JSONTextError) {
            problems = try MomentsEdit.problems(in: bytes, duration: duration)
        } catch {
            throw Problem.unprocessable([(error.path.isEmpty ? "moments" : error.path, error.problem)])
        }
        if !problems.isEmpty { throw Problem.unprocessable(problems.map { ($0.path, $0.problem) }) }
        let file = page.video.folder.file(VideoFolder.moments)
        // An editor may have saved it since it was read.
        guard try (file.readIfPresent() ?? []) == page.bytes else { throw try Self.changed(try MomentsPage(of: known)) }
        try file.write(bytes)
        return Saved(page: try MomentsPage(of: known), isChanged: true)
    }
}
