/// Whether the packets of a source may be copied into a clip, as far as that can be told without reading them.
enum SmartCut {
    /// Why all of a clip has to be encoded; nil where some may be copied.
    ///
    /// Where a frame would have to look otherwise than it is coded, be shown at another time than its own, or be left out, it
    /// cannot be copied. What players know not must not be handed on.
    static func obstacle(_ plan: EncodePlan) -> String? {
        let (track, timing) = (plan.track, plan.timing)
        if plan.tight != nil { return "parts of it are taken out" }
        if track.codec != "h264" { return "the source's picture is \(track.codec), not h264" }
        if track.pixelFormat != "yuv420p" { return "the source's pixels are \(track.pixelFormat), not yuv420p" }
        guard let profile = track.profile, HostPicture.profiles.contains(profile) else {
            return "the source's H.264 profile is \(track.profile ?? "unknown")"
        }
        if track.isInterlaced { return "the source is interlaced" }
        if track.rotation != 0 { return "the source's picture is turned" }
        if !plan.look.isPlain { return "the source's size, pixel shape or colours are not those of a clip" }
        if !timing.isConstant { return "the source's frame rate varies" }
        if timing.holds { return "a frame is held for longer than its time" }
        if timing.rate != timing.sourceRate || timing.count != timing.taken.count {
            return "the clip's frame rate is not the source's"
        }
        return nil
    }
}
