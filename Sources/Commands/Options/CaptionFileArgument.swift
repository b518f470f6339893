import ArgumentParser
import FoundationEssentials
import Intake
import Manifest
import StateFiles
import SystemPackage
import Transcript

/// A caption file that a command reads.
struct CaptionFileArgument: ParsableArguments {
    @Argument(help: "A caption file.", completion: .file(extensions: Captions.Format.allCases.flatMap(\.endings)))
    var file: String

    /// The captions; what is mended or passed over is told on standard error.
    func read(_ surroundings: Surroundings) throws -> Captions {
        if file.isEmpty { throw Failure(.input, "name a caption file") }
        let path = FilePath(file).absolute(in: surroundings.folder)
        let captions: Captions
        do {
            let hint = path.extension.flatMap { Captions.Format(ending: $0) }
            captions = try Captions(parsing: try Files.read(path), hint: hint)
        } catch let error as FileError where error.errno == .isDirectory {
            throw Failure(.input, "\(file.oneLine): is a folder; name a caption file")
        } catch let error as CaptionError {
            throw Failure(.input, "\(file.oneLine): \(error)")
        }
        for problem in captions.problems { Console.error("\(file.oneLine):\(problem.line): \(problem.text)") }
        for note in captions.notes.drop(while: { note in
            captions.problems.prefix(1).contains { note.hasSuffix($0.text) }
        }) {
            Console.error("\(file.oneLine): \(note)")
        }
        return captions
    }
}
