import FoundationEssentials
import Glibc
import HTTPTransfer
import Installation
import Manifest
import StateFiles
import SystemPackage

/// The pins of a test: small-setup PINS FOLDER [FROM]
struct Pins: Decodable {
    struct File: Decodable {
        let name: String
        let bytes: Int
        let sha256: String
    }

    struct Wheel: Decodable {
        let project: String
        let version: String
        let sha256: String
    }

    let lock: String
    let model: String
    let files: [File]
    let wheels: [Wheel]

    var speechModel: SpeechModel {
        SpeechModel(
            model,
            files: files.map { ModelFile($0.name, bytes: $0.bytes, sha256: $0.sha256) },
            repository: "test/model",
            revision: "1",
            wheels: wheels.map { SpeechModel.Wheel($0.project, $0.version, sha256: $0.sha256) }
        )
    }
}

let arguments = CommandLine.arguments
let pins = try JSONDecoder().decode(Pins.self, from: Data(Files.read(FilePath(arguments[1]))))
let folder = DataFolder(environment: [:], given: FilePath(arguments[2]))
let model = pins.speechModel
do {
    let setup = try SpeechSetup(
        folder,
        model: model,
        given: arguments.count > 3 ? FilePath(arguments[3]) : nil,
        python: nil,
        environment: ProcessInfo.processInfo.environment,
        client: HTTPTransfer(),
        packages: PackageLock(text: Array(pins.lock.utf8)),
        models: [model]
    )
    let outcome = try await setup.run { event in
        switch event {
        case .plan(let line), .step(let line): print(line)
        case .progress: break
        }
    }
    try outcome.installed.verify()
    print(outcome.didAnything ? "done" : "nothing to do")
} catch let failure as Failure {
    print(failure.class.rawValue, failure.message)
    exit(1)
}
