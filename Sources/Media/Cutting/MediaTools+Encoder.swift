import Synchronization

/// Which encoders were tried on this machine, and what came of it.
final class EncoderTrials: Sendable {
    /// Cards have limits of size.
    struct Trial: Hashable, Sendable {
        var encoder: PictureEncoder
        var width: Int
        var height: Int
    }

    /// Why an encoder does not work; nil where it does.
    private let known = Mutex<[Trial: String?]>([:])

    func answer(_ trial: Trial) -> String?? { known.withLock { $0[trial] } }

    func remember(_ fault: String?, of trial: Trial) { known.withLock { $0[trial] = .some(fault) } }
}

extension MediaTools {
    /// The encoders that may code such a clip, the one to be tried first in front, x264 last; and what is to be said where it is x264.
    ///
    /// What a card has to show is a second of a picture of this size: that ffmpeg knows its name says nothing of the machine.
    func encoders(for plan: EncodePlan) async throws(MediaError) -> (order: [PictureEncoder], faults: [String]) {
        guard case .encode = plan.picture else { return ([.x264], []) }
        var faults: [String] = []
        for encoder in plan.request.encoder.tried {
            guard let fault = try await fault(of: encoder, plan) else { return ([encoder, .x264], faults) }
            faults.append("\(encoder.rawValue): \(fault)")
        }
        return ([.x264], faults)
    }

    private func fault(of encoder: PictureEncoder, _ plan: EncodePlan) async throws(MediaError) -> String? {
        let trial = EncoderTrials.Trial(encoder: encoder, width: plan.size.width, height: plan.size.height)
        if let known = encoderTrials.answer(trial) { return known }
        let rate = 30
        let arguments =
            Self.quiet + encoder.device
            + [
                "-f", "lavfi", "-i",
                "testsrc2=size=\(trial.width)x\(trial.height):rate=\(rate):duration=1",
                "-vf", "format=yuv420p\(encoder.filters)",
            ] + encoder.coding(crf: plan.request.crf, preset: plan.request.preset, interval: 2 * rate)
            + ["-f", "framecrc", "-"]
        var fault: String?
        do throws(MediaError) {
            let told = try await run(
                ffmpeg,
                arguments,
                about: "a second of a test picture",
                into: LineSink(LineCounter())
            )
            if told.output.reader.count < rate { fault = "it gave \(told.output.reader.count) of \(rate) frames" }
        } catch {
            switch error {
            case .cancelled, .diskFull: throw error
            case .failed(_, _, _, let detail): fault = Self.firstLine(of: detail)
            default: fault = "\(error)"
            }
        }
        encoderTrials.remember(fault, of: trial)
        return fault
    }

    /// The first of ffmpeg's words, without who says them and where that lies in memory; those that follow say what came of it.
    static func firstLine(of detail: String) -> String {
        let line = detail.split(whereSeparator: \.isNewline).first.map(String.init) ?? detail
        guard line.hasPrefix("["), let end = line.firstRange(of: "] ") else { return line }
        return String(line[end.upperBound...])
    }
}
