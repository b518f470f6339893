public import SystemPackage

extension MediaTools {
    /// Finishes a clip that a host has cut: its picture is taken as it is, never coded again, and the sound of the same
    /// span comes from the source.
    ///
    /// `picture` is the host's file, of which only the picture is used; it may be smaller than the source's, and the
    /// report's size is its own. Writes, reports and throws the same as `cut`, and makes the same checks against the
    /// source, of every frame. Throws `checkFailed` also where the host's file is cut short, does not decode, holds no
    /// picture or one that is not progressive H.264 yuv420p of profile High, Main or Baseline in the source's shape.
    public func adopt(
        _ picture: FilePath,
        for request: ClipRequest,
        from input: MediaInput,
        probe: Probe,
        in directory: FilePath,
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws(MediaError) -> ClipReport {
        guard let track = probe.video else { throw .noTrack(source: input.name, what: "moving picture") }
        return try await MediaInput.withFile(picture) { file throws(MediaError) in
            let file = MediaInput(descriptor: file.descriptor, name: "the host's clip")
            let taken: HostPicture
            do throws(MediaError) {
                taken = try await hostPicture(in: file, look: VideoLook(track), source: input.name)
            } catch {
                // What is wrong with the file is wrong with the clip; what is wrong with the machine stays so.
                throw error.kind == .input ? .checkFailed(source: input.name, detail: "\(error)") : error
            }
            var report = try await make(
                request,
                .copy(taken),
                from: input,
                probe: probe,
                in: directory,
                progress: progress
            )
            if let note = taken.sizeNote(VideoLook(track)) { report.notes.append(note) }
            return report
        }
    }

    /// Reads what the host has made, and makes sure that it is fit to be published.
    private func hostPicture(
        in file: MediaInput,
        look: VideoLook,
        source: String
    ) async throws(MediaError) -> HostPicture {
        let probe = try await read(file, wholeOnly: true).probe
        guard let track = probe.video else { throw .noTrack(source: file.name, what: "moving picture") }
        if let fault = HostPicture.fault(of: track, width: look.width, height: look.height) {
            throw .checkFailed(source: source, detail: fault)
        }
        let read = try await packets(of: file, track: track, interval: "%")
        guard read.untimed == 0, !read.times.isEmpty else {
            throw .checkFailed(source: source, detail: "its frames have no times")
        }
        // Not every player leaves them out, and cutting them off would mean coding the picture again.
        guard read.hidden == 0 else {
            throw .checkFailed(source: source, detail: "its edit list hides \(read.hidden) frames")
        }
        return HostPicture(input: file, track: track, times: read.times)
    }
}
