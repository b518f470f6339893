import FoundationEssentials
import SystemPackage

extension MediaTools {
    /// With which ffmpeg's libraries the helper runs that copies pictures; nil where it is not there. Throws what running it throws.
    public func cutterVersion() async throws(MediaError) -> String? {
        guard let cutter else { return nil }
        let bytes = try await run(cutter, ["version"], about: "its version", into: ByteSink(limit: 1 << 16)).output
            .bytes
        // What cannot be decoded is no answer.
        guard let told = try? JSONDecoder().decode(HelperVersion.self, from: Data(bytes)) else {
            throw .unusableProgram(name: CutHelper.name, detail: "it does not tell its version")
        }
        return told.ffmpeg
    }

    /// Why nothing of a clip can be copied, as far as that can be told without reading packets; nil where some may be.
    func obstacle(_ plan: EncodePlan) -> String? {
        SmartCut.obstacle(plan) ?? (cutter == nil ? "\(CutHelper.name) is not beside smartclip" : nil)
    }

    /// Makes the clip by copying what lies between key frames, and proves it; nil where all of it has to be encoded. The job then
    /// says which way was taken, and why.
    func smartCut(
        _ plan: EncodePlan,
        _ job: inout CutJob,
        notes: [String],
        progress: @escaping @Sendable (Double) -> Void
    ) async throws(MediaError) -> ClipReport? {
        guard case .encode = job.picture else { return nil }
        guard job.request.cut != .exact else {
            job.way = .exact(reason: nil)
            return nil
        }
        guard let cutter, SmartCut.obstacle(plan) == nil else {
            job.way = .exact(reason: obstacle(plan))
            return nil
        }
        do throws(MediaError) {
            switch try await ask(.cut, plan, job.input, with: cutter, in: job.scratch.path) {
            case .refused(let reason):
                job.way = .exact(reason: reason)
                return nil
            case .made(let way):
                progress(0.5)
                if job.request.encoder != .x264 {
                    let reason = "beside what is copied only x264 codes what fits the source's parameter sets"
                    job.encoder = EncoderUse(name: PictureEncoder.x264.rawValue, reason: reason)
                }
                return try await checkCopied(plan, way, &job, notes: notes)
            }
        } catch {
            switch error {
            // Encoding would meet the same.
            case .cancelled, .diskFull: throw error
            default: job.way = .exact(reason: "cutting without encoding failed: \(error)")
            }
            return nil
        }
    }

    /// Asks the helper, in a folder for what it makes.
    func ask(
        _ order: CutHelper.Order,
        _ plan: EncodePlan,
        _ input: MediaInput,
        with cutter: Tool,
        in folder: FilePath?
    ) async throws(MediaError) -> CutHelper.Answer {
        let helper = CutHelper(plan: plan)
        guard let arguments = helper.arguments(order) else { return .refused("it has no frame") }
        let bytes = try await run(
            cutter,
            arguments,
            input: input,
            about: input.name,
            in: folder,
            threads: order == .cut ? CutHelper.threads : 1,
            into: ByteSink(limit: 1 << 16)
        ).output.bytes
        guard let answer = helper.answer(bytes, to: order) else {
            throw .unexpected(
                program: CutHelper.name,
                source: input.name,
                detail: String(decoding: bytes, as: UTF8.self)
            )
        }
        return answer
    }
}

/// What the helper says of itself.
private struct HelperVersion: Decodable {
    var ffmpeg: String
}
