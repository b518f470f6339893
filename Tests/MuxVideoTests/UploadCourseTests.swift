import HTTPTransfer
import Testing

@testable import MuxVideo

struct UploadCourseTests {
    private let large: Int64 = 1 << 40

    /// A course whose session told that it has so many bytes.
    private func course(total: Int64, stored: Int64) throws -> UploadCourse {
        var course = UploadCourse(total: total, seed: 1)
        try course.answered(.stored(stored), in: .zero, now: .zero)
        return course
    }

    @Test func itAsksFirst() {
        #expect(UploadCourse(total: 10, seed: 1).next == .ask)
    }

    @Test func itGoesOnFromWhatIsThere() throws {
        let course = try course(total: large, stored: 300_001)
        #expect(course.next == .send(offset: 300_001, length: 8 << 20))
    }

    @Test func aQuickChunkDoublesTheNextUpToALimit() throws {
        var course = try course(total: large, stored: 0)
        for _ in 0..<10 {
            guard case .send(let offset, let length) = course.next else { break }
            try course.answered(.stored(offset + length), in: .seconds(1), now: .zero)
        }
        #expect(course.chunk.bytes == 256 << 20)
    }

    @Test func aSlowChunkHalvesTheNext() throws {
        var course = try course(total: large, stored: 0)
        try course.answered(.stored(8 << 20), in: .seconds(31), now: .zero)
        #expect(course.next == .send(offset: 8 << 20, length: 4 << 20))
    }

    @Test func failuresHalveItDownToOneUnit() throws {
        var course = try course(total: large, stored: 0)
        for _ in 0..<9 {
            try course.unanswered(.fault(.cut), now: .zero)
            course.waited()
            try course.answered(.stored(0), in: .zero, now: .zero)
        }
        #expect(course.next == .send(offset: 0, length: 262_144))
    }

    @Test func lessThanSentIsGoneOnFrom() throws {
        var course = try course(total: large, stored: 0)
        try course.answered(.stored(262_144), in: .seconds(6), now: .zero)
        #expect(course.next == .send(offset: 262_144, length: 8 << 20))
    }

    @Test func anAnswerBackwardsIsAnErrorThatNamesIt() throws {
        var course = try course(total: large, stored: 1000)
        #expect(throws: UploadError.wrongOffset(stored: 999, expected: 1000...1000 + (8 << 20))) {
            try course.answered(.stored(999), in: .zero, now: .zero)
        }
    }

    @Test func anAnswerBeyondWhatWasSentIsAnErrorThatNamesIt() throws {
        var course = try course(total: large, stored: 0)
        #expect(throws: UploadError.wrongOffset(stored: (8 << 20) + 1, expected: 0...8 << 20)) {
            try course.answered(.stored((8 << 20) + 1), in: .zero, now: .zero)
        }
    }

    @Test func moreThanTheFileIsAnError() throws {
        var course = UploadCourse(total: 10, seed: 1)
        #expect(throws: UploadError.wrongOffset(stored: 11, expected: 0...10)) {
            try course.answered(.stored(11), in: .zero, now: .zero)
        }
    }

    @Test func afterADoubtItWaitsAndAsks() throws {
        var course = try course(total: large, stored: 0)
        try course.unanswered(.fault(.cut), now: .seconds(5))
        guard case .wait(let time) = course.next else { throw Unexpected(step: course.next) }
        #expect(time <= .seconds(1))
        course.waited()
        #expect(course.next == .ask)
        // The chunk that was cut may be there whole.
        try course.answered(.stored(8 << 20), in: .zero, now: .seconds(6))
        #expect(course.next == .send(offset: 8 << 20, length: 4 << 20))
    }

    @Test func aServersWaitIsKept() throws {
        var course = try course(total: large, stored: 0)
        try course.answered(.trouble(status: 503, retryAfter: 77), in: .zero, now: .zero)
        #expect(course.next == .wait(.seconds(77)))
    }

    @Test func progressRenewsThePatience() throws {
        var course = try course(total: large, stored: 0)
        var now = Duration.zero
        for _ in 0..<20 {
            try course.unanswered(.fault(.cut), now: now)
            now += .seconds(599)
            course.waited()
            try course.answered(.stored(course.stored + 1), in: .zero, now: now)
        }
        #expect(course.stored == 20)
    }

    @Test func aServerThatKeepsNothingIsTrouble() throws {
        var course = try course(total: large, stored: 0)
        try course.answered(.stored(0), in: .zero, now: .zero)
        guard case .wait = course.next else { throw Unexpected(step: course.next) }
        #expect(course.chunk.bytes == 4 << 20)
    }

    @Test func doneBeforeTheEndIsAskedAbout() throws {
        var course = try course(total: large, stored: 0)
        try course.answered(.finished, in: .zero, now: .zero)
        #expect(course.next == .ask)
        try course.answered(.finished, in: .zero, now: .zero)
        #expect(course.next == .finished)
    }

    @Test func whatNoTimeHealsEndsIt() throws {
        var course = try course(total: large, stored: 0)
        let error = HTTPError.fault(.tls)
        #expect(throws: UploadError.transfer(error)) { try course.unanswered(error, now: .zero) }
    }

    @Test(arguments: [
        ("bytes=0-0", SessionAnswer.stored(1)), ("bytes=0-262143", .stored(262_144)),
        ("bytes=1-5", .failed(.badAnswer("Range: bytes=1-5"))),
        ("bytes=0--5", .failed(.badAnswer("Range: bytes=0--5"))),
        ("0-5", .failed(.badAnswer("Range: 0-5"))),
        ("bytes=0-9999999999999999999", .failed(.badAnswer("Range: bytes=0-9999999999999999999"))),
        ("bytes=0-+5", .failed(.badAnswer("Range: bytes=0-+5"))), ("", .failed(.badAnswer("Range: "))),
    ])
    func theRangeIsReadToTheLetter(header: String, expected: SessionAnswer) {
        #expect(SessionAnswer(HTTPResponse(status: 308, headers: ["Range": header])) == expected)
    }

    @Test func aHiddenStatusIsRead() {
        let headers: HTTPHeaders = ["X-Http-Status-Code-Override": "308", "Range": "bytes=0-4"]
        #expect(SessionAnswer(HTTPResponse(status: 200, headers: headers)) == .stored(5))
    }

    private struct Unexpected: Error {
        var step: UploadCourse.Step
    }
}
