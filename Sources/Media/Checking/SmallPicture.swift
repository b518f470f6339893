/// A small grey picture of a frame, for comparing and judging.
struct SmallPicture: Sendable, Equatable {
    /// Width in pixels.
    let width: Int
    /// Luma, row by row.
    let luma: ArraySlice<UInt8>

    /// The size in which frames are compared: 36 rows of 64, each pixel the mean of a field of the frame.
    static let comparing = (width: 64, height: 36)

    /// The filters that make such a picture of a frame's luma as it is coded, whatever the frame says of its range: nothing is
    /// stretched, and each pixel is the mean to a level.
    static let filters =
        "extractplanes=y,setparams=range=pc,"
        + "scale=\(comparing.width):\(comparing.height):flags=area+accurate_rnd,setsar=1"

    /// Splits raw grey video into its frames.
    static func pictures(in bytes: [UInt8], width: Int, height: Int) -> [SmallPicture] {
        let size = width * height
        return (0..<bytes.count / size).map { SmallPicture(width: width, luma: bytes[$0 * size..<($0 + 1) * size]) }
    }

    /// Mean absolute difference of luma, 0 to 255.
    func difference(from other: SmallPicture) -> Double {
        guard luma.count == other.luma.count, !luma.isEmpty else { return 255 }
        let sum = zip(luma, other.luma).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(sum) / Double(luma.count)
    }

    /// The mean and the standard deviation of luma.
    var statistics: (mean: Double, deviation: Double) {
        guard !luma.isEmpty else { return (0, 0) }
        let (sum, squares) = luma.reduce((0, 0)) { ($0.0 + Int($1), $0.1 + Int($1) * Int($1)) }
        let mean = Double(sum) / Double(luma.count)
        return (mean, max(0, Double(squares) / Double(luma.count) - mean * mean).squareRoot())
    }

    /// The variance of the Laplacian: high for sharp pictures, low for blurred ones (Pech-Pacheco et al., ICPR 2000).
    var sharpness: Double {
        let base = luma.startIndex
        let height = luma.count / max(1, width)
        guard width > 2, height > 2 else { return 0 }
        var (sum, squares, count) = (0, 0, 0)
        for row in 1..<height - 1 {
            for column in 1..<width - 1 {
                let at = base + row * width + column
                let around = Int(luma[at - 1]) + Int(luma[at + 1]) + Int(luma[at - width]) + Int(luma[at + width])
                let value = around - 4 * Int(luma[at])
                sum += value
                squares += value * value
                count += 1
            }
        }
        let mean = Double(sum) / Double(count)
        return Double(squares) / Double(count) - mean * mean
    }

    /// Neither black, nor white, nor of one colour.
    var showsSomething: Bool {
        let (mean, deviation) = statistics
        return mean > 28 && mean < 230 && deviation > 8
    }

    /// Which of so many frames could be a thumbnail: eight, evenly spread.
    static func candidates(of frames: Int) -> [Int] {
        let count = min(8, frames)
        return (0..<count).map { (2 * $0 + 1) * frames / (2 * count) }
    }

    /// Which of the pictures is the best thumbnail: the sharpest that shows something, else the sharpest.
    static func best(of pictures: [SmallPicture]) -> Int? {
        let judged = pictures.map { (shows: $0.showsSomething, sharpness: $0.sharpness) }
        return judged.indices.max { left, right in
            if judged[left].shows != judged[right].shows { return !judged[left].shows }
            return judged[left].sharpness < judged[right].sharpness
        }
    }
}
