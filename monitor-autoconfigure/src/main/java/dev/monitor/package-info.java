/**
 * The map of the house: a package for each room. What a room is about stands in the
 * package itself, what ties it to a framework in packages below. No feature knows another
 * one; what two of them need is a shared room.
 * <p>
 * Shared, with the JDK alone:
 * <ul>
 * <li>{@code gate}: what readiness is made of
 * <li>{@code status}: numbers and rows that features tell about themselves
 * <li>{@code event}: what makes a log event: kinds, keys, limits
 * <li>{@code secret}: what a secret is called, and how it is taken out of URLs and texts
 * <li>{@code http}: requests, those in flight, answers made once, callers, paths of our
 * own
 * <li>{@code guard}: who may read: rules, tokens, refusals
 * <li>{@code check}: something asked in the background
 * <li>{@code task}: work that is done again and again, or may hang
 * <li>{@code failure}: failures in one line, and listeners that harm nobody
 * <li>{@code process}: memory of the process
 * <li>{@code command}: the command line of the jar
 * <li>{@code job}: what runs in the background, whatever runs it
 * <li>{@code sql}: statements and connections, and the proxies that see them
 * <li>{@code listener}: small servers beside the web server
 * </ul>
 * Shared, with Spring Boot:
 * <ul>
 * <li>{@code property}: failures that name a property and its remedy
 * <li>{@code condition}: off switches of features
 * <li>{@code identity}: which application this is
 * </ul>
 * Features, each a folder that could be deleted on its own:
 * <ul>
 * <li>{@code health}: answers to load balancers, readiness, indicators in the background
 * <li>{@code dependency}: what the application cannot serve without
 * <li>{@code warmup}: tasks before the first traffic
 * <li>{@code concurrency}: the limit of requests served at once
 * <li>{@code logging}: log events as lines, and where they are written
 * <li>{@code access}: an event for each request
 * <li>{@code graphql}: an event for each GraphQL operation
 * <li>{@code metricline}: numbers in the log
 * <li>{@code database}: statements, conflicts and samples of databases
 * <li>{@code meter}: labels, buckets and a bound on series of all meters
 * <li>{@code performance}: numbers about instance, requests, caches and memory
 * <li>{@code scrape}: the metrics, for those who may read them
 * <li>{@code dashboard}: one page inside the application
 * <li>{@code delivery}: what has to reach somebody outside, and what finally did not
 * <li>{@code port}: commands, a line each, answered while every request thread is busy
 * <li>{@code ops}: files for operators
 * </ul>
 */
@NullMarked
package dev.monitor;

import org.jspecify.annotations.NullMarked;
