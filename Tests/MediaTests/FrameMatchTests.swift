import SystemPackage
import Testing

@testable import Media

/// Which frames a host's clip shows, by small pictures alone; and what of its coding is refused.
@Suite struct FrameMatchTests {
    /// A slope of grey that moves by so many steps a frame, with a little noise.
    private func pictures(_ frames: some Sequence<Int>, step: Int, noise: Int, seed: UInt64) -> [SmallPicture] {
        var random = SplitMix(state: seed)
        return frames.map { frame in
            let luma = (0..<64 * 36).map { index in
                let slope = (index % 64 * 3 + frame * step) % 200 + 20
                return UInt8(slope + Int(random.next() % UInt64(2 * noise + 1)) - noise)
            }
            return SmallPicture(width: 64, luma: luma[...])
        }
    }

    private func fault(shown: some Sequence<Int>, wanted: Range<Int>, step: Int, noise: Int) -> String? {
        FrameMatch(
            shown: pictures(shown, step: step, noise: noise, seed: 1),
            wanted: pictures(wanted, step: step, noise: 0, seed: 2)
        ).fault(tolerance: MediaTools.frameTolerance)
    }

    @Test(arguments: [0, 1, 2, 5], [0, 1, 2])
    func theRightFramesMatch(step: Int, noise: Int) {
        #expect(fault(shown: 0..<40, wanted: 0..<40, step: step, noise: noise) == nil)
        #expect(fault(shown: 7..<8, wanted: 7..<8, step: step, noise: noise) == nil)
    }

    @Test(arguments: [1, 2], [0, 1])
    func oneFrameOffIsFound(step: Int, noise: Int) throws {
        let early = try #require(fault(shown: 9..<49, wanted: 10..<50, step: step, noise: noise))
        #expect(early == "its frames 1 to 13 are the source's one frame before those asked for")
        let late = try #require(fault(shown: 11..<51, wanted: 10..<50, step: step, noise: noise))
        #expect(late == "its frames 1 to 13 are the source's one frame after those asked for")
    }

    @Test func aSlipInTheMiddleIsFound() throws {
        // Up to half of a window may slip unseen; the next one tells.
        let shown = Array(0..<30) + Array(29..<44) + Array(45..<60)
        let said = try #require(fault(shown: shown, wanted: 0..<60, step: 1, noise: 0))
        #expect(said == "its frames 37 to 48 are the source's one frame before those asked for")
    }

    @Test func anotherPictureIsFound() throws {
        let said = try #require(fault(shown: 20..<40, wanted: 0..<20, step: 3, noise: 0))
        #expect(said.contains("its frames 1 to 20 differ from the source's by"))
        #expect(fault(shown: 0..<3, wanted: 0..<4, step: 1, noise: 0) == "3 frames in place of 4")
    }

    @Test func theHostsClockLeavesNothing() throws {
        // 29.97 frames a second in milliseconds from 0.7 s on, decoded in the order 0 4 2 1 3 8 6 5 7 and so on.
        let order = [0] + (0..<5).flatMap { group in [4, 2, 1, 3].map { $0 + 4 * group } }
        let times = order.map { 700 + Int((Double($0) * 1001 / 30).rounded()) }
        let rate = try #require(Rational(30000, 1001))
        let base = try #require(Rational(1, 1000))
        let track = VideoTrack(
            index: 1,
            codec: "h264",
            profile: "High",
            width: 640,
            height: 360,
            codedWidth: 640,
            codedHeight: 360,
            pixelShape: .one,
            nominalRate: rate,
            averageRate: rate,
            timeBase: base,
            pixelFormat: "yuv420p",
            rotation: 0,
            colour: .init()
        )
        let host = HostPicture(input: MediaInput(descriptor: .standardInput, name: "x"), track: track, times: times)
        let filter = try #require(host.coding(at: rate).first { $0.hasPrefix("setts") })
        #expect(
            filter
                == "setts=pts=round((PTS*TB-700*1/1000)*30000/1001)*1001:dts=(N-2)*1001:duration=1001"
        )
        #expect(HostPicture.fault(of: track, width: 1280, height: 720) == nil)
        #expect(HostPicture.fault(of: track, width: 1282, height: 720) == nil)
        #expect(HostPicture.fault(of: track, width: 960, height: 720) != nil)
        var interlaced = track
        interlaced.fieldOrder = "tt"
        #expect(HostPicture.fault(of: interlaced, width: 640, height: 360) == "its picture is interlaced")
    }
}
