/**
 * The shared room of HTTP: what Monitor needs to know of a request, an answer that is
 * made once and served by whichever front, who the caller is, and the mark on requests
 * that Monitor sends itself. Fronts are {@code http.servlet} and {@code listener.http}.
 */
@NullMarked
package dev.monitor.http;

import org.jspecify.annotations.NullMarked;
