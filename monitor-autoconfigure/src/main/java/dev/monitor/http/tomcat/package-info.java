/**
 * What Tomcat knows of a connection, and of the end of a request.
 */
@NullMarked
package dev.monitor.http.tomcat;

import org.jspecify.annotations.NullMarked;
