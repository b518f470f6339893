import Testing

@testable import Desk

@Suite struct WorkListTests {
    private func list(_ orders: (WorkOrder.Kind, String)...) -> [WorkOrder] {
        var list = WorkList()
        for (kind, video) in orders { _ = list.add(WorkOrder(kind: kind, video: video)) }
        var taken: [WorkOrder] = []
        while let order = list.next() { taken.append(order) }
        return taken
    }

    @Test func aClipThatSomebodyWaitsForComesFirst() {
        let taken = list((.apply, "a"), (.analyze(anew: false), "b"), (.createClip, "c"), (.createClip, "d"))
        #expect(taken.map(\.video) == ["c", "d", "a", "b"])
    }

    @Test func whatIsAskedForTwiceIsDoneOnce() {
        #expect(list((.apply, "a"), (.apply, "a"), (.createClip, "b"), (.createClip, "b")).map(\.video) == ["b", "a"])
    }

    /// One run makes the clips of all that changed.
    @Test func oneOfBothIsEnough() {
        #expect(list((.apply, "a"), (.createClip, "a")).map(\.kind) == [.createClip])
        #expect(list((.createClip, "a"), (.apply, "a")).map(\.kind) == [.createClip])
    }

    @Test func theWordsAreTheProgrammes() {
        #expect(WorkOrder(kind: .apply, video: "a").words == ["retry", "a"])
        #expect(WorkOrder(kind: .analyze(anew: true), video: "a").words == ["retry", "a", "--from", "analyze"])
        #expect(WorkOrder(kind: .refine(moment: "m", remark: "r"), video: "a").words == ["refine", "a", "m", "r"])
        #expect(WorkOrder(kind: .add(remark: "-r"), video: "a").words == ["refine", "a", "--add=-r"])
        #expect(WorkOrder(kind: .fetch, video: "mux:a1").words == ["run", "mux:a1"])
        #expect(WorkOrder(kind: .take("/in/x.mp4"), video: "a").words == ["run", "/in/x.mp4"])
    }
}
