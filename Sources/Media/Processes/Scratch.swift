import FoundationEssentials
import SystemPackage

/// A folder for what is needed only while a clip is made. Its names are plain, so no name of a user reaches ffmpeg.
struct Scratch: Sendable {
    /// The folder.
    let path: FilePath

    /// Makes the folder anew below another.
    init(in directory: FilePath, named folder: String = "scratch", about name: String) throws(MediaError) {
        path = directory.appending(folder)
        do {
            // What an earlier run left here, if it was killed; nothing there is no error.
            try? FileManager.default.removeItem(atPath: path.string)
            try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: false)
        } catch {
            throw .unreadable(source: name, detail: "no scratch folder can be made beside the results")
        }
    }

    /// Writes a small file into the folder.
    func write(_ content: some Sequence<UInt8>, to file: String, about name: String) throws(MediaError) {
        do {
            try Data(content).write(to: URL(filePath: path.appending(file).string))
        } catch {
            throw .unexpected(program: "ffmpeg", source: name, detail: "\(file): \(error)")
        }
    }

    /// Reads a file of the folder whole.
    func bytes(of file: String, about name: String) throws(MediaError) -> [UInt8] {
        do {
            let descriptor = try FileDescriptor.open(path.appending(file), .readOnly, options: .closeOnExec)
            return try descriptor.closeAfter {
                let size = Int(try descriptor.seek(offset: 0, from: .end))
                return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                    while count < size {
                        let rest = UnsafeMutableRawBufferPointer(
                            rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]
                        )
                        let read = try descriptor.read(fromAbsoluteOffset: Int64(count), into: rest)
                        if read == 0 { break }
                        count += read
                    }
                }
            }
        } catch {
            throw .unexpected(program: "ffmpeg", source: name, detail: "\(file): \(error)")
        }
    }

    /// Reads a file of the folder line by line.
    func read<Reader: LineReader>(_ file: String, with reader: Reader, about name: String) throws(MediaError) -> Reader
    {
        var sink = LineSink(reader)
        let content = try bytes(of: file, about: name)
        content.withUnsafeBytes { sink.receive($0) }
        sink.finish()
        return sink.reader
    }

    /// Moves a file out of the folder, over what is there.
    func publish(_ file: String, to target: FilePath, about name: String) throws(MediaError) {
        do {
            // Nothing there is no error.
            try? FileManager.default.removeItem(atPath: target.string)
            try FileManager.default.moveItem(atPath: path.appending(file).string, toPath: target.string)
        } catch {
            throw .unexpected(program: "ffmpeg", source: name, detail: "\(file): \(error)")
        }
    }

    /// Removes the folder with all in it.
    func remove() {
        // What cannot be removed now is removed by the next run, or with the folder around it.
        try? FileManager.default.removeItem(atPath: path.string)
    }
}
