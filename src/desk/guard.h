// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http.h"

namespace manumit::desk {

/// What keeps other people's web pages out: a page from elsewhere runs in the same browser and can
/// send requests to 127.0.0.1, and by DNS rebinding under a name of its own.
///
/// Says why the request is refused, or nothing:
/// * `Host` must be 127.0.0.1:PORT or localhost:PORT, else a rebound name reached us;
/// * `Origin`, when there is one, must be ours, and whatever changes something must send it;
/// * the browser's own word (Sec-Fetch-Site) must not be that another site asks, except for a
///   person's following of a link to a page.
[[nodiscard]] std::optional<Error> intruder(const RequestHead& head, std::uint16_t port,
                                            bool for_data);

/// Whether the body is announced as JSON, in UTF-8 or without a word on it.
[[nodiscard]] bool is_json(std::string_view content_type);

/// Adds what every answer carries: no framing, no sniffing, no caching, no referrer, no script or
/// style but our own.
void add_safety_headers(Response& response);

/// The error as the pages read it, with that status.
[[nodiscard]] Response refusal(unsigned status, const Error& error);

/// The status that tells a browser what kind of error it is.
[[nodiscard]] unsigned status_of(const Error& error);

}  // namespace manumit::desk
