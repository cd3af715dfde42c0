package io.perdura.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of an error answer.
 *
 * @param exceptionMessage the more specific text, or null to leave the member out
 */
record ErrorView(
    @JsonProperty("Message") String message,
    @JsonProperty("ExceptionMessage") @JsonInclude(JsonInclude.Include.NON_NULL)
        String exceptionMessage) {}
