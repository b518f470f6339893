import FoundationEssentials
import Framing
import Manifest
import Media
import Roles
import StateFiles
import Synchronization
import SystemPackage

/// The helper that finds faces, as a process: started for the first clip of a video that is to be looked at, ended with its stage.
/// Clips are looked at one after the other.
actor SightHelper {
    private let faces: FaceTools
    private let tools: MediaTools
    private let folder: FilePath
    private let about: String
    private var program: LineProgram?
    private var nextID = 0
    /// Requests are served one by one, in their order.
    private let turns = ProcessSlots(1)

    /// Seconds that a clip may take, and for each of its pictures.
    private static let (patience, patiencePerPicture) = (120.0, 2.0)

    /// For the clips of a video; its own program lies in the attempt's folder.
    init(_ faces: FaceTools, _ work: StageWork) {
        self.faces = faces
        tools = work.tools
        folder = work.attempt
        about = work.input.name
    }

    /// What is to be seen in a clip's samples.
    func sightings(_ samples: ClipSamples, count: Int) async throws -> [Sighting] {
        let result: Result<[Sighting], any Error>
        do throws(MediaError) {
            result = try await turns.withSlot { () throws(MediaError) in await self.inTurn(samples, count) }
        } catch {
            throw CancellationError()
        }
        return try result.get()
    }

    private func inTurn(_ samples: ClipSamples, _ count: Int) async -> Result<[Sighting], any Error> {
        do {
            return .success(
                try await tools.holdingSlots(1) { () throws(MediaError) -> Result<[Sighting], any Error> in
                    do {
                        return .success(try await self.ask(try await self.running(), samples, count))
                    } catch {
                        return .failure(error)
                    }
                }.get()
            )
        } catch {
            await kill()
            return .failure(error)
        }
    }

    private func running() async throws -> LineProgram {
        if let program { return program }
        let script = folder.appending("see.py")
        try AtomicFile.write(PackageResources.see_py, to: script, isSynced: false)
        let program = tools.start(
            faces.python,
            ["-I", "-B", "-X", "utf8", script.string],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"],
            name: "the face helper",
            about: about,
            stallLimit: tools.stallLimit
        )
        self.program = program
        _ = try await answer(program, .open(model: faces.model.string, threads: 1), limit: Self.patience) { $0.opened }
        return program
    }

    private func ask(_ program: LineProgram, _ samples: ClipSamples, _ count: Int) async throws -> [Sighting] {
        let gathered = Gathered()
        let request = FaceHelperRequest.Deed.see(
            frames: samples.pictures.string,
            size: PictureSize(width: samples.width, height: samples.height),
            step: samples.step
        )
        let limit = Self.patience + Self.patiencePerPicture * Double(count)
        return try await answer(program, request, limit: limit) { line in
            if let sighting = line.sighting { gathered.add(sighting) }
            return line.seen.map { _ in gathered.all }
        }
    }

    private func answer<Answer: Sendable>(
        _ program: LineProgram,
        _ deed: FaceHelperRequest.Deed,
        limit: Double,
        pick: @escaping @Sendable (FaceHelperLine) -> Answer?
    ) async throws -> Answer {
        nextID += 1
        let id = nextID
        let line = try JSONText.line(FaceHelperRequest(id: id, deed))
        let answer: Result<Answer, Failure>
        do throws(MediaError) {
            answer = try await program.ask(Array(line.dropLast()), limit: limit) { [about] bytes throws(MediaError) in
                let line: FaceHelperLine
                do {
                    line = try JSONText.decode(FaceHelperLine.self, from: Data(bytes))
                } catch {
                    let text = String(decoding: bytes.prefix(200), as: UTF8.self).oneLine
                    throw .unexpected(program: "the face helper", source: about, detail: "\(text): \(error)")
                }
                guard line.id == id else {
                    throw .unexpected(program: "the face helper", source: about, detail: "it answers another question")
                }
                if let trouble = line.error { return .failure(trouble.failure(about)) }
                return pick(line).map { .success($0) }
            }
        } catch {
            // One that ended by itself says nothing of the video, and may do better the next time.
            if case .failed = error { throw Failure(.transient, error.description, detail: error.detail) }
            throw Failure.of(error)
        }
        return try answer.get()
    }

    /// Ends the process, if it was started.
    func end() async {
        let ending = program
        program = nil
        await ending?.end()
    }

    private func kill() async {
        let ending = program
        program = nil
        await ending?.kill()
    }
}

extension FaceHelperLine.Trouble {
    /// As a failure of what it was asked for.
    fileprivate func failure(_ about: String) -> Failure {
        let message = "\(about): the face helper: \(message.oneLine)"
        switch kind {
        case .model: return Failure(.config, "\(message); run smartclip setup faces")
        case .frames, .memory: return Failure(.transient, message)
        case .bug: return Failure(.bug, message)
        }
    }
}

/// What has come of an answer of many lines.
private final class Gathered: Sendable {
    private let sightings = Mutex<[Sighting]>([])

    func add(_ sighting: Sighting) { sightings.withLock { $0.append(sighting) } }
    var all: [Sighting] { sightings.withLock(\.self) }
}
