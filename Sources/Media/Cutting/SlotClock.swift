/// Which slot of a clip a frame of the source is shown in, by its time: reckoned here and, alike, by ffmpeg.
struct SlotClock: Sendable, Equatable {
    let rate: Rational
    /// The first slot's time in microseconds on the container's clock.
    let origin: Int
    /// The last slot.
    let last: Int

    init(rate: Rational, origin: Double, count: Int) {
        self.rate = rate
        self.origin = Int((origin * 1e6).rounded())
        last = count - 1
    }

    /// The nearest slot, halves upwards, within the clip; that of the first frame is 0.
    func slot(of time: Int, number: Int, _ timeBase: Rational) -> Int {
        guard number > 0 else { return 0 }
        let (over, under) = (time * timeBase.numerator * 1_000_000, timeBase.denominator)
        let micros = (2 * over + under).floored(by: 2 * under)
        let slot = (Double(micros - origin) * Double(rate.numerator) / Double(rate.denominator * 1_000_000)).rounded()
        return Int(min(max(slot, 0), Double(last)))
    }

    /// The filters that give each of so many frames the time of its slot, in microseconds: fine enough for any rate.
    ///
    /// They reckon the time of the end too, which is behind the last slot: else the last frame would have no length.
    func filters(frames: Int) -> String {
        let (over, under) = (rate.numerator, rate.denominator * 1_000_000)
        let slot = "clip(round((PTS-(\(origin)))*\(over)/\(under)),0,\(last))"
        let shown = "if(eq(N,0),0,if(lt(N,\(frames)),\(slot),\(last + 1)))"
        return "settb=AVTB,setpts='round(\(shown)*\(under)/\(over))'"
    }
}

extension Int {
    /// The quotient, rounded down; the divisor is positive.
    fileprivate func floored(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
