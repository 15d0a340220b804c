/**
 * Servlet filter that lets requests in or rejects them.
 */
@NullMarked
package dev.monitor.concurrency.servlet;

import org.jspecify.annotations.NullMarked;
