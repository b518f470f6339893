import Testing

@testable import Media

/// How files end, by the lengths in their containers alone.
struct EndingTests {
    private func ending(_ bytes: [UInt8]) throws -> ContainerEnding {
        try ContainerEnding(size: bytes.count) { Array(bytes.dropFirst($0).prefix($1)) }
    }

    private func box(_ kind: String, _ length: Int = 16, of told: Int? = nil) -> [UInt8] {
        let told = told ?? length
        let head = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: told >> $0) } + Array(kind.utf8)
        return head + [UInt8](repeating: 7, count: length - head.count)
    }

    @Test func boxes() throws {
        let start = box("ftyp")
        #expect(try ending(start + box("mdat", 99) + box("moov")) == .reached(trailing: 0))
        #expect(try ending(start + box("moov") + box("mdat", 99) + [10]) == .reached(trailing: 1))
        #expect(try ending(start + box("moov") + box("mdat", 99) + box("????", 20, of: 900)) == .reached(trailing: 20))
        #expect(try ending(start + box("moov") + box("mdat", 99, of: 100)) == .missing(1))
        #expect(try ending(start + box("mdat", 99) + box("moov", 20, of: 50)) == .missing(30))
        #expect(try ending(start + box("moov") + [0, 0, 1]) == .missing(5))
        // To the end of the file.
        #expect(try ending(start + box("moov") + box("mdat", 99, of: 0)) == .reached(trailing: 0))
    }

    @Test func fragments() throws {
        let start = box("ftyp") + box("moov") + box("moof") + box("mdat", 40)
        #expect(try ending(start) == .open(missing: 0))
        #expect(try ending(start + box("mfra")) == .reached(trailing: 0))
        #expect(try ending(start + box("mfra") + [10]) == .reached(trailing: 1))
        #expect(try ending(start + box("moof") + box("mdat", 30, of: 40)) == .open(missing: 10))
        #expect(try ending(box("ftyp") + box("moov") + box("moof", 10, of: 40)) == .open(missing: 30))
    }

    @Test func segments() throws {
        let start: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3, 0x81, 0]
        let body = [UInt8](repeating: 1, count: 8)
        #expect(try ending(start + [0x18, 0x53, 0x80, 0x67, 0x88] + body) == .reached(trailing: 0))
        #expect(try ending(start + [0x18, 0x53, 0x80, 0x67, 0x88] + body + [10]) == .reached(trailing: 1))
        #expect(try ending(start + [0x18, 0x53, 0x80, 0x67, 0x89] + body) == .missing(1))
        #expect(try ending(start + [0x18, 0x53, 0x80, 0x67, 0xFF] + body) == .open(missing: 0))
        #expect(try ending([0] + body + body) == .untold)
    }

    /// A clock that is started again later than it stood; and streams of which one is silent for long.
    @Test func clocksThatLeap() throws {
        func walk(_ lines: [String], mayLeap: Bool = true) -> PacketWalk {
            var walk = PacketWalk(played: [0, 1], main: 0, mayLeap: mayLeap)
            for line in lines { walk.read(line) }
            return walk
        }
        let leap = [
            "0,1.0,1.0,0.5,K_", "1,1.0,1.0,0.6,K_", "0,1.5,1.5,0.5,__", "0,3601.0,3601.0,0.5,K_",
            "1,3601.2,3601.2,0.6,K_",
        ]
        let joined = walk(leap)
        let joints = try #require(ClockJoints(joined.parts))
        #expect(joined.restarts && abs(joints.end - 2.8) < 1e-9, "\(joints.end)")
        #expect(joints.expression(for: 0, ticks: 1000) == "(-3599000)*gte(N\\,2)")
        #expect(!walk(leap, mayLeap: false).restarts)
        // Sound goes on meanwhile, or comes late.
        let silent = ["0,1,1,0.5,K_", "1,1,1,0.5,K_", "1,200,200,0.5,K_", "1,400,400,0.5,K_", "0,500,500,0.5,K_"]
        #expect(!walk(silent).restarts && walk(silent).playedEnd == 500.5)
        let alone = walk(["0,1,1,0.5,K_", "1,1,1,0.5,K_", "0,2,2,0.5,K_", "1,500,500,0.5,K_"])
        #expect(!alone.restarts && alone.parts[1] == [ClockPart(first: 0, start: 1, end: 500.5)])
        // A pause of what is sent.
        #expect(!walk(["0,1,1,0.5,K_", "1,1,1,0.5,K_", "0,101,101,0.5,K_", "1,101,101,0.5,K_"]).restarts)
    }

    @Test func partsOfAClock() throws {
        var walk = PacketWalk(played: [0, 1], main: 0)
        for line in [
            "0,1.0,0.9,0.5,K_", "1,1.0,1.0,0.6,K_", "0,1.5,1.4,0.5,__", "2,9.0,9.0,0.5,K_", "1,1.6,1.6,0.6,K_", "",
            "0,0.2,0.1,0.5,K_", "1,0.1,0.1,0.6,K_", "0,0.7,0.6,0.5,__", "0,N/A,N/A,0.5,__",
        ] {
            walk.read(line)
        }
        #expect(walk.restarts && walk.playedEnd == 2.2 && walk.mainEnd == 2.0 && walk.end == 9.5)
        let joints = try #require(ClockJoints(walk.parts))
        // The sound needs more: 2.2 less 0.1 against 2.0 less 0.2.
        #expect(joints.shifts.count == 1 && abs(joints.shifts[0] - 2.1) < 1e-9 && abs(joints.end - 3.3) < 1e-9)
        #expect(joints.expression(for: 0, ticks: 1000) == "(2100)*gte(N\\,2)")
        #expect(joints.expression(for: 1, ticks: 1000) == "(2100)*gte(N\\,2)")
        walk.read("0,0.1,0.0,0.5,K_")
        #expect(ClockJoints(walk.parts) == nil)
    }
}
