/// Answers as the service gave them, with other ids.
enum Recorded {
    static let unauthorized = #"{"error":{"type":"unauthorized","messages":["Unauthorized request"]}}"#
    static let notFound = #"{"error":{"type":"not_found","messages":["The requested resource does not exist"]}}"#
    static let tooMany = #"{"errors":["Too many requests, retry later."]}"#
    static let malformed = #"{"error":{"type":"invalid_parameters","messages":["Failed to parse ID"]}}"#
    static let stream = #"{"code":5,"message":"Asset not found"}"#

    static let upload = """
        {"data":{"id":"u1","timeout":3600,"status":"waiting","cors_origin":"*","url":"https://storage.test/x?upload_id=1",
        "new_asset_settings":{"playback_policies":["public"],"passthrough":"key","meta":{"external_id":"key"}},"test":true}}
        """

    static let failedUpload = """
        {"data":{"id":"u1","status":"errored","error":{"type":"input_error","message":"The file is no video"}}}
        """

    static let erroredAsset = """
        {"data":{"id":"A1","status":"errored","created_at":"1609869152","mp4_support":"none","master_access":"none",
        "errors":{"type":"download_failed","messages":["Failed to download \\u0007file"]},
        "playback_ids":[{"policy":"public","id":"P1"}]}}
        """

    static let asset = """
        {"data":{"id":"A1","status":"ready","created_at":1609869152,"duration":23.857167,"aspect_ratio":"16:9",
        "progress":{"state":"completed","progress":100},"max_stored_frame_rate":-1,"resolution_tier":"1080p",
        "tracks":[{"type":"video","max_width":1920,"max_height":1080,"max_frame_rate":29.97,"id":"T0","duration":23.8},
        {"type":"audio","id":"T1","name":"Default","language_code":"und","status":"ready","primary":true,"max_channels":2},
        {"type":"text","text_type":"subtitles","text_source":"generated_vod","id":"T2","language_code":"en-US",
        "status":"preparing","name":"English","error":null}],
        "playback_ids":[{"id":"P1","policy":"public"},{"id":"P2","policy":"something_new"}],
        "static_renditions":{"files":[{"id":"R1","type":"standard","status":"ready","resolution":"highest",
        "name":"highest.mp4","ext":"mp4","filesize":"123456789","width":1920,"height":1080}]},
        "ingest_type":"on_demand_clip","source_asset_id":"SRC1","passthrough":"key","meta":{"title":null,"external_id":"key"},
        "upload_id":"","test":false}}
        """
}
