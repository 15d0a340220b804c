/**
 * Requests that Monitor sends to the app it lives in, and how to tell them. JDK only.
 */
@NullMarked
package dev.monitor.request;

import org.jspecify.annotations.NullMarked;
